// Section 8: SPARQL updates as patches.
import assert from 'node:assert/strict'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import { hasStatus, isSuccess, listOf } from '../expect.ts'
import { becomes, refuses } from '../patch-checks.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, patch, setAcl, sparqlUpdate } from '../setting.ts'
import type { Mode } from '../setting.ts'
import { contentOf, membersOf } from '../things.ts'

const anna = '<#anna> <#name> "Anna" ; <#age> 30 .'
const ben = '<#ben> <#name> "Ben" ; <#age> 30 .'

export const rows: readonly Row[] = [
  ...checks('N11', 'G', {
    'is advertised in Accept-Patch': async (target) => {
      const response = await target.alice.fetch(await freshDocument(target), { method: 'HEAD' })
      assert.ok(listOf(response, 'accept-patch').includes(sparqlUpdate))
    },
    'inserts data': updates(anna, `INSERT DATA { ${ben} }`, anna + ben),
    'creates a document with INSERT DATA, and the containers above it': async (target) => {
      const container = await freshContainer(target)
      const url = `${container}a/x.txt`
      const response = await patch(target.alice, url, `INSERT DATA { ${anna} }`, sparqlUpdate)
      await hasStatus(response, 201, 'PATCH of nothing')
      assert.deepEqual(await membersOf(target, `${container}a/`), [url])
    },
    'deletes data': updates(anna + ben, `DELETE DATA { ${ben} }`, anna),
    'deletes nothing where nothing is, without a word': updates(
      anna,
      'DELETE DATA { <#anna> <#name> "Ann" }',
      anna,
    ),
    'replaces what matches': updates(
      anna,
      'DELETE { ?who <#age> ?age } INSERT { ?who <#age> 31 } WHERE { ?who <#age> ?age }',
      '<#anna> <#name> "Anna" ; <#age> 31 .',
    ),
    'replaces for every solution': updates(
      anna + ben,
      'DELETE { ?who <#age> 30 } INSERT { ?who <#born> 1996 } WHERE { ?who <#age> 30 }',
      '<#anna> <#name> "Anna" ; <#born> 1996 . <#ben> <#name> "Ben" ; <#born> 1996 .',
    ),
    'changes nothing when nothing matches': updates(
      anna,
      'DELETE { ?who <#age> 99 } INSERT { ?who <#age> 1 } WHERE { ?who <#age> 99 }',
      anna,
    ),
    'runs several operations in order': updates(
      anna,
      `DELETE DATA { <#anna> <#age> 30 } ; INSERT DATA { <#anna> <#age> 31 }`,
      '<#anna> <#name> "Anna" ; <#age> 31 .',
    ),
    'knows prefixes': updates(
      anna,
      `PREFIX x: <#> INSERT DATA { x:ben x:name "Ben" ; x:age 30 }`,
      anna + ben,
    ),
    'refuses what is no SPARQL with 400': refusesUpdate('INSERT DATA { <#a> <#b> ', 400),
    'refuses a query with 400 or 422': refusesUpdate('SELECT * WHERE { ?s ?p ?o }', [400, 422]),
    ...Object.fromEntries(
      [
        'LOAD <http://localhost/else>',
        'CLEAR DEFAULT',
        'DROP ALL',
        'INSERT DATA { GRAPH <#g> { <#a> <#b> <#c> } }',
        'DELETE { ?s ?p ?o } USING <#g> WHERE { ?s ?p ?o }',
        'INSERT { ?s ?p 1 } WHERE { SERVICE <http://localhost/sparql> { ?s ?p ?o } }',
      ].map((text) => [`refuses ${text} with 422`, refusesUpdate(text, 422)]),
    ),
    'needs Append alone to insert': asks(['Append'], `INSERT DATA { ${ben} }`, true),
    'needs Read and Write to delete': asks(
      ['Read', 'Write'],
      'DELETE DATA { <#anna> <#age> 30 }',
      true,
    ),
    'does not let Read and Append delete': asks(
      ['Read', 'Append'],
      'DELETE DATA { <#anna> <#age> 30 }',
      false,
    ),
    'does not let Write alone find out what is there': asks(
      ['Write'],
      'DELETE { ?who <#age> ?age } INSERT { ?who <#found> ?age } WHERE { ?who <#age> ?age }',
      false,
    ),
    'needs no type but its own': async (target) => {
      const url = await freshDocument(target, anna)
      const typed = `${sparqlUpdate}; charset=utf-8`
      await isSuccess(await patch(target.alice, url, `INSERT DATA { ${ben} }`, typed), 'PATCH')
    },
  }),
]

function updates(before: string, text: string, after: string): Check {
  return becomes(before, text, after, sparqlUpdate)
}

function refusesUpdate(text: string, status: number | readonly number[]): Check {
  return refuses(anna, text, status, sparqlUpdate)
}

/** Whether Bob can send an update to a document of these modes. */
function asks(modes: readonly Mode[], text: string, isAllowed: boolean): Check {
  return async (target) => {
    const url = await freshDocument(target, anna)
    await setAcl(target, url, [{ agent: target.bob.webId, modes }])
    const response = await patch(target.bob, url, text, sparqlUpdate)
    await hasStatus(response, isAllowed ? [200, 204, 205] : 403, 'PATCH by Bob')
    if (!isAllowed) assert.equal(await contentOf(target, url), anna)
  }
}
