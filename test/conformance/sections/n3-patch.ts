// Section 8: what N3 patches do.
import assert from 'node:assert/strict'
import { xsd } from '../../../vocab/generated/xsd.ts'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { becomes, refuses } from '../patch-checks.ts'
import { insertPatch, n3Patch } from '../patches.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, patch, setAcl, turtle } from '../setting.ts'
import type { Mode } from '../setting.ts'
import { contentOf } from '../things.ts'

const anna = '<#anna> <#name> "Anna" ; <#age> 30 .'
const ben = '<#ben> <#name> "Ben" ; <#age> 30 .'

export const rows: readonly Row[] = [
  ...checks('N7', 'M', {
    'refuses blank nodes in deletes': refuses(
      '[] <#name> "Anna" .',
      n3Patch({ deletes: '_:b <#name> "Anna" .' }),
      422,
    ),
    'mints a new blank node at every insert': async (target) => {
      const url = await freshDocument(target, anna)
      const text = insertPatch('<#anna> <#knows> _:somebody . _:somebody <#name> "Ben" .')
      await isSuccess(await patch(target.alice, url, text), 'PATCH with a blank node')
      await isSuccess(await patch(target.alice, url, text), 'PATCH with a blank node again')
      const answer = await target.alice.fetch(url, { headers: { accept: turtle } })
      const graph = await graphOf(answer, url)
      const known = graph.getObjects(`${url}#anna`, `${url}#knows`, null)
      assert.equal(known.length, 2)
      for (const node of known) assert.equal(graph.countQuads(node, `${url}#name`, null, null), 1)
    },
    'refuses a label that is used in where and in inserts': refuses(
      '[] <#name> "Anna" .',
      n3Patch({ where: '_:b <#name> "Anna" .', inserts: '_:b <#age> 30 .' }),
      422,
    ),
    'lets a blank node in where stand for anything': becomes(
      '[] <#name> "Anna" . <#ben> <#likes> "tea" .',
      n3Patch({ where: '_:b <#name> ?name .', inserts: '<#ben> <#knows> ?name .' }),
      '[] <#name> "Anna" . <#ben> <#likes> "tea" ; <#knows> "Anna" .',
    ),
  }),
  ...checks('N8', 'M', {
    'needs Append alone to insert': needs(['Append'], insertPatch(ben)),
    'needs Read to look for something': needs(
      ['Read', 'Append'],
      n3Patch({ where: '<#anna> <#age> ?age .', inserts: '<#ben> <#age> ?age .' }),
    ),
    'needs Read and Write to delete': needs(
      ['Read', 'Write'],
      n3Patch({ deletes: '<#anna> <#age> 30 .' }),
    ),
    'does not let Append and Read delete': lacks(
      ['Append', 'Read'],
      n3Patch({ deletes: '<#anna> <#age> 30 .' }),
    ),
    'does not let Write alone delete': lacks(
      ['Write'],
      n3Patch({ deletes: '<#anna> <#age> 30 .' }),
    ),
    'does not let Append alone look for something': lacks(
      ['Append'],
      n3Patch({ where: '<#anna> <#age> ?age .', inserts: '<#ben> <#age> ?age .' }),
    ),
    'does not let Read alone insert': lacks(['Read'], insertPatch(ben)),
  }),
  ...checks('N9', 'M', {
    'binds what the one solution says': becomes(
      anna,
      n3Patch({
        where: '?who <#name> "Anna" ; <#age> ?age .',
        deletes: '?who <#age> ?age .',
        inserts: '?who <#age> 31 .',
      }),
      '<#anna> <#name> "Anna" ; <#age> 31 .',
    ),
    'answers 409 when where has no solution': refuses(
      anna,
      n3Patch({ where: '?who <#name> "Ben" .', inserts: '?who <#age> 31 .' }),
      409,
    ),
    'answers 409 when where has two solutions': refuses(
      anna + ben,
      n3Patch({ where: '?who <#age> 30 .', inserts: '?who <#age> 31 .' }),
      409,
    ),
    'counts solutions that bind the same as one': becomes(
      '<#a> <#knows> [ <#age> 30 ], [ <#age> 30 ] .',
      n3Patch({ where: '?who <#knows> _:one . _:one <#age> ?age .', inserts: '?who <#of> ?age .' }),
      '<#a> <#knows> [ <#age> 30 ], [ <#age> 30 ] ; <#of> 30 .',
    ),
    'deletes what is there': becomes(anna + ben, n3Patch({ deletes: ben }), anna),
    'answers 409 when one of the triples to delete is not there, and deletes none': refuses(
      anna,
      n3Patch({ deletes: '<#anna> <#age> 30 . <#anna> <#name> "Ann" .', inserts: ben }),
      409,
    ),
    'takes away first and adds then': becomes(
      anna,
      n3Patch({ deletes: '<#anna> <#age> 30 .', inserts: '<#anna> <#age> 30 .' }),
      anna,
    ),
    'inserts what is there already without a word': becomes(anna, insertPatch(anna), anna),
    'joins several patterns': becomes(
      `${anna}${ben}<#anna> <#knows> <#ben> .`,
      n3Patch({
        where: '?one <#knows> ?other . ?other <#name> ?name .',
        inserts: '?one <#friend> ?name .',
      }),
      `${anna}${ben}<#anna> <#knows> <#ben> ; <#friend> "Ben" .`,
    ),
  }),
  ...checks('N10', 'G', {
    'resolves relative IRIs against the URL of the document': becomes(
      anna,
      insertPatch('<> <made-by> <#anna> .'),
      `${anna}<> <made-by> <#anna> .`,
    ),
    'matches literals by how they are written': refuses(
      '<#anna> <#age> 30 .',
      n3Patch({ deletes: `<#anna> <#age> "030"^^<${xsd.integer}> .` }),
      409,
    ),
    'matches literals by their type': refuses(
      '<#anna> <#age> 30 .',
      n3Patch({ deletes: '<#anna> <#age> "30" .' }),
      409,
    ),
    'matches literals by their language': refuses(
      '<#anna> <#says> "oui"@fr .',
      n3Patch({ deletes: '<#anna> <#says> "oui"@en .' }),
      409,
    ),
    'gives a search up that would not end': async (target) => {
      // Triangles in a graph that has none, but very many paths that could become one.
      const nodes = Array.from({ length: 45 }, (_none, index) => index)
      const triples = nodes.flatMap((one) =>
        nodes.map((other) => `<#a${one}> <#to> <#b${other}> . <#b${other}> <#to> <#a${one}> .`),
      )
      const url = await freshDocument(target, triples.join('\n'))
      const where = '?one <#to> ?two . ?two <#to> ?three . ?three <#to> ?one .'
      const text = n3Patch({ where, inserts: '<#a> <#b> <#c> .' })
      await hasStatus(await patch(target.alice, url, text), [422, 503], 'PATCH with a long search')
      await hasStatus(await target.alice.fetch(url), 200, 'GET after that')
    },
  }),
]

/** Bob can patch a document of these modes. */
function needs(modes: readonly Mode[], text: string): Check {
  return async (target) => {
    const url = await freshDocument(target, anna)
    await setAcl(target, url, [{ agent: target.bob.webId, modes }])
    await hasStatus(await patch(target.bob, url, text), [200, 204, 205], 'PATCH by Bob')
  }
}

/** Bob cannot patch a document of these modes, and nothing tells him whether it would match. */
function lacks(modes: readonly Mode[], text: string): Check {
  return async (target) => {
    const url = await freshDocument(target, anna)
    await setAcl(target, url, [{ agent: target.bob.webId, modes }])
    await hasStatus(await patch(target.bob, url, text), 403, 'PATCH by Bob')
    assert.equal(await contentOf(target, url), anna)
    const other = `${await freshContainer(target)}nothing`
    await hasStatus(await patch(target.bob, other, text), 403, 'PATCH of nothing by Bob')
  }
}
