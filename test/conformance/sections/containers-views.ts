// Section 4: containers seen by those who may not read everything, or do not want to.
import assert from 'node:assert/strict'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { listingOf, membersIn } from '../listing.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, put, setAcl } from '../setting.ts'
import type { Target } from '../target.ts'

/** How many triples somebody sees about a member of a container. */
async function factsAbout(member: string, sender: { fetch: Target['anonymous'] }): Promise<number> {
  const listing = await listingOf(sender, new URL('./', member).href)
  return listing.countQuads(member, null, null, null)
}

async function preferring({ alice }: Target, container: string, preference: string) {
  const answer = await alice.fetch(container, { headers: { prefer: preference } })
  await isSuccess(answer, `GET with Prefer: ${preference}`)
  return answer
}

export const rows: readonly Row[] = [
  ...checks('C7', 'G', {
    'lists all members to readers of a container, of hidden ones the URL alone': async (target) => {
      const { alice, bob } = target
      const hidden = await freshDocument(target)
      const container = new URL('./', hidden).href
      const reader = { agent: bob.webId, modes: ['Read'] } as const
      await setAcl(target, container, [{ ...reader, on: 'resource' }])
      await isSuccess(await put(alice, `${container}shown`, 'text', 'text/plain'), 'PUT')
      await setAcl(target, `${container}shown`, [reader])

      await hasStatus(await bob.fetch(hidden), 403, 'GET of the hidden one')
      const listed = membersIn(await listingOf(bob, container), container)
      assert.deepEqual(listed, [hidden, `${container}shown`])
      assert.equal(await factsAbout(hidden, bob), 0)
      assert.ok((await factsAbout(`${container}shown`, bob)) > 0)
      assert.ok((await factsAbout(hidden, alice)) > 0)
    },
    'tells nobody the size of hidden members of a public container': async (target) => {
      const hidden = await freshDocument(target)
      const container = new URL('./', hidden).href
      const everybody = { agentClass: foaf.Agent, modes: ['Read'] } as const
      await setAcl(target, container, [{ ...everybody, on: 'resource' }])
      assert.equal(await factsAbout(hidden, { fetch: target.anonymous }), 0)
      assert.equal(await factsAbout(hidden, target.bob), 0)
    },
  }),
  ...checks('C8', 'S', {
    'leaves members out when the minimal container is preferred': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      const wanted = `return=representation; include="${ldp.PreferMinimalContainer}"`
      const answer = await preferring(target, container, wanted)
      assert.match(answer.headers.get('preference-applied') ?? '', /return=representation/)
      assert.deepEqual(membersIn(await graphOf(answer), container), [])
      assert.equal(membersIn(await listingOf(target.alice, container), container).length, 1)
    },
    'leaves members out when containment is not wanted': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      const wanted = `return=representation; omit="${ldp.PreferContainment}"`
      const answer = await preferring(target, container, wanted)
      assert.match(answer.headers.get('preference-applied') ?? '', /return=representation/)
      assert.deepEqual(membersIn(await graphOf(answer), container), [])
    },
    'shows everything for a preference that it does not know': async (target) => {
      const container = await freshContainer(target)
      await put(target.alice, `${container}a`, 'text', 'text/plain')
      const answer = await preferring(target, container, 'return=poetry; include="verses"')
      assert.ok(!answer.headers.has('preference-applied'))
      assert.equal(membersIn(await graphOf(answer), container).length, 1)
    },
  }),
]
