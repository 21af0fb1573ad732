// Section 4: what containers say about themselves and their members.
import assert from 'node:assert/strict'
import { linked } from '../../../client/sdk/links.ts'
import { irisOf, objectOf } from '../../../shapes/graph.ts'
import type { Graph } from '../../../shapes/graph.ts'
import { dct } from '../../../vocab/generated/dct.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { media } from '../../../vocab/generated/media.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { stat } from '../../../vocab/generated/stat.ts'
import { xsd } from '../../../vocab/generated/xsd.ts'
import { checks } from '../checks.ts'
import { isSuccess } from '../expect.ts'
import { listingOf } from '../listing.ts'
import type { Row } from '../row.ts'
import { freshContainer, put } from '../setting.ts'
import type { Target } from '../target.ts'

const text = 'twelve bytes'

interface Members {
  readonly container: string
  readonly listing: Graph
  readonly document: string
  readonly sub: string
}

/** A container that holds a text of twelve bytes and an empty container, and its listing. */
async function filled(target: Target): Promise<Members> {
  const container = await freshContainer(target)
  const [document, sub] = [`${container}text`, `${container}sub/`]
  await isSuccess(await put(target.alice, document, text, 'text/plain; charset=utf-8'), 'PUT text')
  await isSuccess(await put(target.alice, sub, ''), 'PUT sub/')
  return { container, document, sub, listing: await listingOf(target.alice, container) }
}

async function typesOf({ alice }: Target, url: string): Promise<string[]> {
  return linked(await alice.fetch(url, { method: 'HEAD' }), url, 'type')
}

/** Fails unless a property has exactly one value, of this datatype. @returns its text */
function literalOf(listing: Graph, subject: string, property: string, datatype: string): string {
  const values = listing.getObjects(subject, property, null)
  assert.equal(values.length, 1, `${subject} has ${values.length} values of ${property}`)
  const [value] = values
  assert.equal(value?.termType, 'Literal')
  assert.equal(value.datatype.value, datatype)
  return value.value
}

function contains(types: readonly string[], expected: readonly string[]): void {
  assert.deepEqual(
    expected.filter((each) => !types.includes(each)),
    [],
    types.join(' '),
  )
}

const containerTypes = [ldp.Resource, ldp.Container, ldp.BasicContainer]

export const rows: readonly Row[] = [
  ...checks('C2', 'M', {
    'links containers to their LDP types': async (target) => {
      contains(await typesOf(target, await freshContainer(target)), containerTypes)
      contains(await typesOf(target, target.alice.storage), containerTypes)
    },
    'links documents to ldp:Resource, and to no container type': async (target) => {
      const { document } = await filled(target)
      const types = await typesOf(target, document)
      contains(types, [ldp.Resource])
      assert.ok(!types.includes(ldp.Container) && !types.includes(ldp.BasicContainer))
    },
    'says of containers in RDF that they are Basic Containers, and since when': async (target) => {
      const { container, listing } = await filled(target)
      contains(irisOf(listing, container, rdf.type), containerTypes)
      const modified = literalOf(listing, container, dct.modified, xsd.dateTime)
      const age = Date.now() - Date.parse(modified)
      assert.ok(age > -2000 && age < 60_000, modified)
    },
  }),
  ...checks('C2', 'G', {
    'tells documents that are RDF from those that are not': async (target) => {
      const { container, document } = await filled(target)
      await put(target.alice, `${container}note`, '<#it> <#is> 1 .')
      contains(await typesOf(target, `${container}note`), [ldp.RDFSource])
      contains(await typesOf(target, document), [ldp.NonRDFSource])
    },
  }),
  ...checks('C3', 'S', {
    'says the media type of members, without parameters': async (target) => {
      const { document, listing } = await filled(target)
      contains(irisOf(listing, document, rdf.type), [`${media['']}text/plain#Resource`])
    },
    'says the size of members as an integer': async (target) => {
      const { document, listing } = await filled(target)
      assert.equal(literalOf(listing, document, stat.size, xsd.integer), String(text.length))
    },
    'says when members changed, as a date and as whole seconds': async (target) => {
      const { document, sub, listing } = await filled(target)
      for (const member of [document, sub]) {
        const modified = Date.parse(literalOf(listing, member, dct.modified, xsd.dateTime))
        const seconds = literalOf(listing, member, stat.mtime, xsd.integer)
        assert.equal(seconds, String(Math.floor(modified / 1000)))
      }
    },
    'says which members are resources and which containers': async (target) => {
      const { document, sub, listing } = await filled(target)
      contains(irisOf(listing, document, rdf.type), [ldp.Resource])
      contains(irisOf(listing, sub, rdf.type), containerTypes)
      assert.ok(!irisOf(listing, document, rdf.type).includes(ldp.Container))
    },
  }),
  ...checks('C4', 'M', {
    'dates members in listings as HEAD on them does': async (target) => {
      const { document, sub, listing } = await filled(target)
      for (const member of [document, sub]) {
        const head = await target.alice.fetch(member, { method: 'HEAD' })
        const listed = objectOf(listing, member, dct.modified)?.value ?? ''
        const told = head.headers.get('last-modified') ?? ''
        assert.equal(Date.parse(listed), Date.parse(told), `${listed}, ${told}`)
      }
    },
    'dates a container in its body as in its headers': async (target) => {
      const { container, listing } = await filled(target)
      const head = await target.alice.fetch(container, { method: 'HEAD' })
      const listed = objectOf(listing, container, dct.modified)?.value ?? ''
      const told = head.headers.get('last-modified') ?? ''
      assert.equal(Date.parse(listed), Date.parse(told), `${listed}, ${told}`)
    },
  }),
]
