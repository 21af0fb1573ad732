// Section 15: the inbox of a person as a receiver of Linked Data Notifications.
import assert from 'node:assert/strict'
import { linked } from '../../../client/sdk/links.ts'
import { irisOf } from '../../../shapes/graph.ts'
import { acl } from '../../../vocab/generated/acl.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshContainer, jsonLd, post, setAcl, turtle } from '../setting.ts'
import type { Target } from '../target.ts'
import { locationOf } from '../things.ts'

const note = JSON.stringify({ '@id': '', 'urn:says': 'hello' })
const profiled = `${jsonLd}; profile="https://www.w3.org/ns/activitystreams"`

export const rows: readonly Row[] = [
  ...checks('L1', 'M', {
    'leads senders to the inbox of a person, by her profile or a link': async (target) => {
      const inbox = await advertised(target)
      assert.ok(inbox?.startsWith(target.alice.storage), `the inbox is ${inbox}`)
    },
  }),
  ...checks('L2', 'M', {
    'takes notifications in JSON-LD, with and without a profile': async (target) => {
      const inbox = await inboxOf(target)
      for (const type of [jsonLd, profiled]) {
        const response = await post(target.bob, inbox, note, type)
        await hasStatus(response, [201, 202], `POST of ${type}`)
        assert.ok(locationOf(response, inbox).startsWith(inbox))
      }
    },
    'takes them in Turtle': async (target) => {
      const sent = await post(target.bob, await inboxOf(target), '<> <urn:says> "hello" .')
      await hasStatus(sent, [201, 202], 'POST of Turtle')
    },
    'refuses what is no notification with 4xx, and keeps nothing of it': async (target) => {
      const alice = await target.newcomer()
      const inbox = await inboxOf({ ...target, alice })
      for (const [body, type] of [
        ['{"@id":', jsonLd],
        ['<> <', turtle],
      ] as const) {
        const { status } = await post(target.bob, inbox, body, type)
        assert.ok(status >= 400 && status < 500, `POST of ${body} answers ${status}`)
      }
      const listing = await alice.fetch(inbox, { headers: { accept: turtle } })
      assert.deepEqual(irisOf(await graphOf(listing, inbox), inbox, ldp.contains), [])
    },
  }),
  ...checks('L3', 'M', {
    'lists the inbox to its owner in JSON-LD, and each notification too': async (target) => {
      const inbox = await inboxOf(target)
      const url = locationOf(await post(target.bob, inbox, note, jsonLd), inbox)
      const headers = { accept: jsonLd }
      const listing = await target.alice.fetch(inbox, { headers })
      await isSuccess(listing, 'GET of the inbox')
      assert.match(listing.headers.get('content-type') ?? '', /^application\/ld\+json\b/)
      const text = await listing.text()
      for (const iri of [inbox, ldp.contains, url]) assert.ok(text.includes(iri), `no ${iri}`)
      const received = await target.alice.fetch(url, { headers })
      assert.ok((await received.text()).includes('hello'))
    },
  }),
  ...checks('L4', 'G', {
    'takes nothing from those who do not say who they are': async (target) => {
      const sent = await post({ fetch: target.anonymous }, await inboxOf(target), note, jsonLd)
      await hasStatus(sent, 401, 'POST by nobody')
    },
    'shows senders neither the inbox nor what they sent, and lets them change nothing': async (
      target,
    ) => {
      const inbox = await inboxOf(target)
      const url = locationOf(await post(target.bob, inbox, note, jsonLd), inbox)
      await hasStatus(await target.bob.fetch(inbox), 403, 'GET of the inbox by Bob')
      await hasStatus(await target.bob.fetch(url), 403, 'GET of his note by Bob')
      await hasStatus(await target.bob.fetch(url, { method: 'DELETE' }), 403, 'DELETE by Bob')
      await isSuccess(await target.alice.fetch(url, { method: 'DELETE' }), 'DELETE by Alice')
    },
  }),
]

/** Where a stranger finds out to send notifications for Alice, undefined when nothing says so. */
async function advertised({ alice, anonymous }: Target): Promise<string | undefined> {
  const document = alice.webId.replace(/#.*/, '')
  const response = await anonymous(document, { headers: { accept: turtle } })
  const byLink = linked(response, document, ldp.inbox)
  const byProfile = irisOf(await graphOf(response, document), alice.webId, ldp.inbox)
  return [...byLink, ...byProfile][0]
}

/** Alice's inbox; where a server made none, a container in which everybody who signs in may append. */
async function inboxOf(target: Target): Promise<string> {
  const known = await advertised(target)
  if (known !== undefined) return known
  const inbox = await freshContainer(target)
  await setAcl(target, inbox, [{ agentClass: acl.AuthenticatedAgent, modes: ['Append'] }])
  return inbox
}
