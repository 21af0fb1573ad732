// Sections 10.2 and 10.4: what modes mean, and what those are told who have none.
import assert from 'node:assert/strict'
import { linked } from '../../../client/sdk/links.ts'
import { acp } from '../../../vocab/generated/acp.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { checks } from '../checks.ts'
import { hasStatus, isSuccess, lists } from '../expect.ts'
import { insertPatch } from '../patches.ts'
import type { Row } from '../row.ts'
import { aclOf, freshContainer, freshDocument, patch, post, put, setAcl } from '../setting.ts'
import type { Fetch, Target } from '../target.ts'
import { locationOf, wacAllow } from '../things.ts'

const everything = ['append', 'control', 'read', 'write']
const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'POST']

export const rows: readonly Row[] = [
  ...checks('A10', 'M', {
    'lets Append add but never take away': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Append'] }])
      await isSuccess(await patch(target.bob, url, insertPatch('<#a> <#b> <#c> .')), 'PATCH')
      await hasStatus(await put(target.bob, url, ''), 403, 'PUT by Bob')
      await hasStatus(await target.bob.fetch(url, { method: 'DELETE' }), 403, 'DELETE by Bob')
    },
    'lets Write append': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Write'] }])
      await isSuccess(await patch(target.bob, url, insertPatch('<#a> <#b> <#c> .')), 'PATCH')
    },
    'lets Control read and write the ACL, but not the resource': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Control'] }])
      const aclUrl = await aclOf(target, url)
      await hasStatus(await target.bob.fetch(aclUrl), 200, 'GET of the ACL')
      await hasStatus(await target.bob.fetch(url), 403, 'GET of the resource')
      await hasStatus(await put(target.bob, url, ''), 403, 'PUT of the resource')
      const added = await patch(target.bob, url, insertPatch('<#a> <#b> <#c> .'))
      await hasStatus(added, 403, 'PATCH of the resource')
      const more = insertPatch('<#a> <#b> <#c> .')
      await isSuccess(await patch(target.bob, aclUrl, more), 'PATCH of the ACL')
    },
    'shows an ACL to nobody without Control': async (target) => {
      const url = await freshDocument(target)
      const modes = ['Read', 'Write', 'Append'] as const
      await setAcl(target, url, [{ agentClass: foaf.Agent, modes }])
      const aclUrl = await aclOf(target, url)
      await hasStatus(await target.bob.fetch(aclUrl), 403, 'GET of the ACL by Bob')
      await hasStatus(await target.anonymous(aclUrl), 401, 'GET of the ACL by nobody')
    },
  }),
  ...checks('A11', 'M', {
    'does not let those read who wrote blindly': async (target) => {
      const url = await freshDocument(target, '<#it> <#is> "secret" .')
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Write'] }])
      const written = await put(target.bob, url, '<#it> <#is> "mine" .')
      await isSuccess(written, 'PUT by Bob')
      assert.doesNotMatch(await written.text(), /secret|mine/)
      await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
    },
    'gives nothing away in the answer to a blind patch': async (target) => {
      const url = await freshDocument(target, '<#it> <#is> "secret" .')
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Append'] }])
      const response = await patch(target.bob, url, insertPatch('<#it> <#was> "mine" .'))
      await isSuccess(response, 'PATCH by Bob')
      assert.doesNotMatch(await response.text(), /secret/)
      await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
    },
  }),
  ...checks('A12', 'M', {
    'answers nobody 401 to everything, whether or not it is there': (target) =>
      answersAlike(target, target.anonymous, 401),
    'answers somebody 403 to everything, whether or not it is there': (target) =>
      answersAlike(target, target.bob.fetch, 403),
  }),
  ...checks('A13', 'G', {
    'answers 404 only to those who may read': async (target) => {
      const container = await freshContainer(target)
      const url = `${container}nothing`
      await setAcl(target, container, [{ agent: target.bob.webId, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 404, 'GET of nothing by a reader')
      await hasStatus(await target.anonymous(url), 401, 'GET of nothing by nobody')
      await setAcl(target, container, [{ agent: target.bob.webId, modes: ['Write'] }])
      await hasStatus(await target.bob.fetch(url), 403, 'GET of nothing by a blind writer')
    },
  }),
  ...checks('A14', 'G', {
    'refuses with the same words and headers whether or not it is there': async (target) => {
      const url = await freshDocument(target)
      const nothing = url.replace(/document$/, 'nothings')
      for (const fetch of [target.anonymous, target.bob.fetch]) {
        for (const method of ['GET', 'PUT', 'DELETE']) {
          const [there, absent] = await Promise.all(
            [url, nothing].map((each) => told(fetch, method, each)),
          )
          assert.deepEqual(there, absent, `${method} tells what is there`)
        }
      }
    },
  }),
  ...checks('A15', 'M', {
    'tells the owner all modes, and the public none': async (target) => {
      const url = await freshDocument(target)
      for (const method of ['GET', 'HEAD']) {
        const response = await target.alice.fetch(url, { method })
        assert.deepEqual(wacAllow(response), { user: everything, public: [] })
      }
    },
    'tells everybody the modes of the public, too': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [
        { agentClass: foaf.Agent, modes: ['Read'] },
        { agent: target.bob.webId, modes: ['Append'] },
      ])
      const asBob = wacAllow(await target.bob.fetch(url))
      assert.deepEqual(asBob, { user: ['append', 'read'], public: ['read'] })
      const asNobody = wacAllow(await target.anonymous(url))
      assert.deepEqual(asNobody, { user: ['read'], public: ['read'] })
    },
    'lists append beside write': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read', 'Write'] }])
      const { user } = wacAllow(await target.bob.fetch(url))
      assert.deepEqual(user, ['append', 'read', 'write'])
    },
    'tells the modes of a container and of the root': async (target) => {
      for (const url of [await freshContainer(target), target.alice.storage]) {
        assert.deepEqual(wacAllow(await target.alice.fetch(url)).user, everything)
      }
    },
  }),
  ...checks('A16', 'M', {
    'lets pages of other origins see WAC-Allow': async (target) => {
      const headers = { origin: 'https://app.example' }
      const response = await target.alice.fetch(await freshDocument(target), { headers })
      assert.ok(response.headers.has('wac-allow'))
      lists(response, 'access-control-expose-headers', ['WAC-Allow'])
    },
  }),
  ...checks('A17', 'O', {
    'does not pass an ACL off as an ACP resource': async (target) => {
      const aclUrl = await aclOf(target, target.alice.storage)
      const response = await target.alice.fetch(aclUrl, { method: 'HEAD' })
      await hasStatus(response, 200, 'HEAD of the ACL')
      assert.ok(!linked(response, aclUrl, 'type').includes(acp.AccessControlResource))
    },
  }),
  ...checks('A18', 'G', {
    'heeds a changed ACL at the very next request': async (target) => {
      const url = await freshDocument(target)
      for (const modes of [['Read'], ['Append'], ['Read'], ['Write']] as const) {
        await setAcl(target, url, [{ agent: target.bob.webId, modes }])
        const status = modes[0] === 'Read' ? 200 : 403
        await hasStatus(await target.bob.fetch(url), status, `GET by Bob with ${modes[0]}`)
      }
    },
    'heeds a changed ACL of a container above at the very next request': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('.', url).href
      for (const modes of [['Read'], ['Append'], ['Read']] as const) {
        await setAcl(target, container, [{ agent: target.bob.webId, modes }])
        const status = modes[0] === 'Read' ? 200 : 403
        await hasStatus(await target.bob.fetch(url), status, `GET by Bob with ${modes[0]}`)
      }
    },
  }),
  ...checks('Y5', 'M', {
    'tells those who may only append nothing but the URL': async (target) => {
      const inbox = await freshContainer(target)
      await setAcl(target, inbox, [{ agent: target.bob.webId, modes: ['Append'] }])
      const response = await post(target.bob, inbox, '<#it> <#is> "a message" .')
      await hasStatus(response, 201, 'POST by Bob')
      assert.doesNotMatch(await response.text(), /a message/)
      const url = locationOf(response, inbox)
      for (const each of [inbox, url]) {
        await hasStatus(await target.bob.fetch(each), 403, 'GET by Bob')
        const head = await target.bob.fetch(each, { method: 'HEAD' })
        await hasStatus(head, 403, 'HEAD by Bob')
        assert.equal(head.headers.get('etag'), null)
      }
    },
  }),
]

/** What is refused without a mode is refused alike for documents, containers, ACLs, and nothing. */
async function answersAlike(target: Target, fetch: Fetch, status: number): Promise<void> {
  const url = await freshDocument(target)
  const container = new URL('.', url).href
  const urls = [url, container, await aclOf(target, url), `${container}nothing`]
  for (const each of [...urls, `${container}no/thing`, `${container}nothing/`]) {
    for (const method of methods) {
      if (method === 'POST' && !each.endsWith('/')) continue
      const response = await attempt(fetch, method, each)
      await hasStatus(response, status, `${method} of ${each}`)
      if (status === 401) assert.ok(response.headers.has('www-authenticate'))
    }
  }
}

/** A request with a body that would do, were it allowed. */
function attempt(fetch: Fetch, method: string, url: string): Promise<Response> {
  if (method === 'PUT' || method === 'POST') {
    return fetch(url, { method, headers: { 'content-type': 'text/turtle' }, body: '' })
  }
  if (method !== 'PATCH') return fetch(url, { method })
  const body = new TextEncoder().encode(insertPatch('<#a> <#b> <#c> .'))
  return fetch(url, { method, headers: { 'content-type': 'text/n3' }, body })
}

/** Everything that a refusal says, the URL itself and the time left out. */
async function told(fetch: Fetch, method: string, url: string) {
  const response = await attempt(fetch, method, url)
  const own = new Set(['date', 'x-request-id', 'keep-alive', 'connection'])
  const name = url.slice(url.lastIndexOf('/') + 1)
  const headers = [...response.headers].filter(([key]) => !own.has(key))
  const text = JSON.stringify([response.status, headers, await response.text()])
  return text.replaceAll(name, 'NAME')
}
