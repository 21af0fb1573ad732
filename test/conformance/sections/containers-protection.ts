// Section 4: what of a container follows from its members and cannot be written.
import assert from 'node:assert/strict'
import { textOf } from '../../../shapes/graph.ts'
import { dct } from '../../../vocab/generated/dct.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { stat } from '../../../vocab/generated/stat.ts'
import { checks } from '../checks.ts'
import { hasStatus, isSuccess, onlyLink } from '../expect.ts'
import { listingOf, membersIn } from '../listing.ts'
import type { Row } from '../row.ts'
import { freshDocument, n3, patch, post, put, sparqlUpdate } from '../setting.ts'
import type { Target } from '../target.ts'

interface Place {
  readonly container: string
  readonly member: string
}

async function freshPlace(target: Target): Promise<Place> {
  const member = await freshDocument(target)
  return { container: new URL('./', member).href, member }
}

/** Fails unless all requests are refused with 409 and the listing stays as it was. */
async function refuses(
  target: Target,
  { container }: Place,
  requests: readonly (() => Promise<Response>)[],
): Promise<void> {
  const read = async () => (await target.alice.fetch(container)).text()
  const before = await read()
  for (const request of requests) await hasStatus(await request(), 409, 'A change of the listing')
  assert.equal(await read(), before)
}

function n3Patch(part: 'inserts' | 'deletes', triple: string): string {
  return `_:it a <${solid.InsertDeletePatch}> ; <${solid['']}${part}> { ${triple} } .`
}

export const rows: readonly Row[] = [
  ...checks('C5', 'M', {
    'refuses PUT that changes containment': async (target) => {
      const place = await freshPlace(target)
      const phantom = `<> <${ldp.contains}> <phantom> .`
      await refuses(target, place, [() => put(target.alice, place.container, phantom)])
      await hasStatus(await target.alice.fetch(`${place.container}phantom`), 404, 'GET phantom')
    },
    'refuses PATCH that changes containment': async (target) => {
      const place = await freshPlace(target)
      const { container, member } = place
      const { alice } = target
      const phantom = `<${container}> <${ldp.contains}> <${container}phantom> .`
      const own = `<${container}> <${ldp.contains}> <${member}> .`
      await refuses(target, place, [
        () => patch(alice, container, n3Patch('inserts', phantom), n3),
        () => patch(alice, container, n3Patch('deletes', own), n3),
        () => patch(alice, container, `INSERT DATA { ${phantom} }`, sparqlUpdate),
        () => patch(alice, container, `DELETE DATA { ${own} }`, sparqlUpdate),
      ])
    },
    'refuses PUT and PATCH that change what is said of members': async (target) => {
      const place = await freshPlace(target)
      const { container, member } = place
      const { alice } = target
      const size = `<${member}> <${stat.size}> 999999 .`
      const date = `<${member}> <${dct.modified}> "2001-01-01T00:00:00Z"^^<xsd:dateTime> .`
      await refuses(target, place, [
        () => put(alice, container, size),
        () => put(alice, container, date),
        () => patch(alice, container, n3Patch('inserts', size), n3),
      ])
    },
    'refuses a description of a container that changes containment': async (target) => {
      const place = await freshPlace(target)
      const { container } = place
      const head = await target.alice.fetch(container, { method: 'HEAD' })
      const meta = onlyLink(head, container, 'describedby')
      const phantom = `<${container}> <${ldp.contains}> <${container}phantom> .`
      await refuses(target, place, [
        () => patch(target.alice, meta, `INSERT DATA { ${phantom} }`, sparqlUpdate),
        () => patch(target.alice, meta, n3Patch('inserts', phantom), n3),
      ])
    },
    'refuses POST of a container that claims members': async (target) => {
      const place = await freshPlace(target)
      const headers = { link: `<${ldp.BasicContainer}>; rel="type"` }
      const body = `<> <${ldp.contains}> <phantom> .`
      await refuses(target, place, [
        () => post(target.alice, place.container, body, 'text/turtle', headers),
      ])
    },
    'takes PUT that repeats what is there': async (target) => {
      const { container, member } = await freshPlace(target)
      const body = await (await target.alice.fetch(container)).text()
      await isSuccess(await put(target.alice, container, body), 'PUT of the listing as it is')
      assert.deepEqual(membersIn(await listingOf(target.alice, container), container), [member])
    },
  }),
  ...checks('C5', 'G', {
    'keeps what a client says of a container, written by PUT': async (target) => {
      const { container } = await freshPlace(target)
      const titled = `<> <${dct.title}> "Photos" .`
      await isSuccess(await put(target.alice, container, titled), 'PUT of a title')
      assert.equal(textOf(await listingOf(target.alice, container), container, dct.title), 'Photos')
    },
    'keeps what a client says of a container, written by PATCH': async (target) => {
      const { container, member } = await freshPlace(target)
      const titled = n3Patch('inserts', `<> <${dct.title}> "Photos" .`)
      await isSuccess(await patch(target.alice, container, titled, n3), 'PATCH with a title')
      const listing = await listingOf(target.alice, container)
      assert.equal(textOf(listing, container, dct.title), 'Photos')
      assert.ok(listing.countQuads(container, ldp.contains, member, null) === 1)
    },
  }),
]
