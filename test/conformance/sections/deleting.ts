// Section 7: DELETE, writes of ACLs under conditions, and inboxes.
import assert from 'node:assert/strict'
import { acl } from '../../../vocab/generated/acl.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checks } from '../checks.ts'
import { hasStatus, isSuccess } from '../expect.ts'
import { insertPatch } from '../patches.ts'
import type { Row } from '../row.ts'
import { aclOf, aclText, freshContainer, freshDocument, jsonLd } from '../setting.ts'
import { patch, post, put, setAcl } from '../setting.ts'
import type { Target } from '../target.ts'
import { contentOf, descriptionOf, locationOf, membersOf } from '../things.ts'

export const rows: readonly Row[] = [
  ...checks('W7', 'M', {
    'deletes a document, and lists it no longer': async (target) => {
      const url = await freshDocument(target)
      await hasStatus(await remove(target, url), [200, 204, 205], 'DELETE of a document')
      await hasStatus(await target.alice.fetch(url), [404, 410], 'GET after DELETE')
      assert.deepEqual(await membersOf(target, new URL('.', url).href), [])
    },
    'deletes an empty container, and lists it no longer': async (target) => {
      const container = await freshContainer(target)
      const url = `${container}empty/`
      await put(target.alice, url, '')
      await hasStatus(await remove(target, url), [200, 204, 205], 'DELETE of a container')
      await hasStatus(await target.alice.fetch(url), [404, 410], 'GET after DELETE')
      assert.deepEqual(await membersOf(target, container), [])
    },
    'keeps a container that has members, and says why': async (target) => {
      const url = await freshDocument(target)
      const response = await remove(target, new URL('.', url).href)
      await hasStatus(response, 409, 'DELETE of a container with a member')
      assert.notEqual(await response.text(), '')
      assert.ok(await contentOf(target, url))
    },
    'counts no ACL and no description as a member': async (target) => {
      const container = await freshContainer(target)
      await setAcl(target, container, [])
      const description = await descriptionOf(target, container)
      await isSuccess(await patch(target.alice, description, insertPatch('<#a> <#b> 1 .')), 'PATCH')
      await hasStatus(await remove(target, container), [200, 204, 205], 'DELETE of a container')
    },
    'answers 405 to DELETE of the root of a storage': async (target) => {
      await hasStatus(await remove(target, target.alice.storage), 405, 'DELETE of the root')
      await hasStatus(await target.alice.fetch(target.alice.storage), 200, 'GET of the root')
    },
    'deletes the ACL with its document': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agentClass: foaf.Agent, modes: ['Read'] }])
      await isSuccess(await remove(target, url), 'DELETE')
      await isSuccess(await put(target.alice, url, '<#a> <#b> <#c> .'), 'PUT of it again')
      await hasStatus(await target.anonymous(url), 401, 'GET by nobody of the new document')
    },
    'answers 404 to DELETE of nothing': async (target) => {
      const url = `${await freshContainer(target)}nothing`
      await hasStatus(await remove(target, url), [404, 410], 'DELETE of nothing')
    },
  }),
  ...checks('W11', 'G', {
    'answers 412 to PUT with If-None-Match: * of an ACL that is there': async (target) => {
      const { aclUrl, url } = await withOwnAcl(target)
      const text = aclText(url, [{ agent: target.alice.webId, modes: ['Control'] }])
      const response = await put(target.alice, aclUrl, text, undefined, { 'if-none-match': '*' })
      await hasStatus(response, 412, 'PUT of an ACL that is there')
      await hasStatus(await target.alice.fetch(url), 200, 'GET by its owner')
    },
    'creates an ACL with If-None-Match: *': async (target) => {
      const url = await freshDocument(target)
      const owner = { agent: target.alice.webId, modes: ['Read', 'Control'] } as const
      const aclUrl = await aclOf(target, url)
      const headers = { 'if-none-match': '*' }
      const response = await put(target.alice, aclUrl, aclText(url, [owner]), undefined, headers)
      await hasStatus(response, 201, 'PUT of a new ACL')
    },
    'patches an ACL, and the patch counts': async (target) => {
      const { aclUrl, url } = await withOwnAcl(target)
      const rule = `<#new> a <${acl.Authorization}> ; <${acl.accessTo}> <${url}> ;
        <${acl.agent}> <${target.bob.webId}> ; <${acl.mode}> <${acl.Read}> .`
      await isSuccess(await patch(target.alice, aclUrl, insertPatch(rule)), 'PATCH of an ACL')
      await hasStatus(await target.bob.fetch(url), 200, 'GET by Bob')
    },
    'deletes an ACL, and what is inherited counts again': async (target) => {
      const { aclUrl, url } = await withOwnAcl(target)
      await setAcl(target, new URL('.', url).href, [{ agent: target.bob.webId, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob before')
      await hasStatus(await remove(target, aclUrl), [200, 204, 205], 'DELETE of an ACL')
      await hasStatus(await target.bob.fetch(url), 200, 'GET by Bob after')
    },
  }),
  ...checks('W12', 'M', {
    'takes notifications from those who may append, and lists them for the owner': async (
      target,
    ) => {
      const inbox = await freshContainer(target)
      await setAcl(target, inbox, [{ agentClass: acl.AuthenticatedAgent, modes: ['Append'] }])
      const note = JSON.stringify({ '@id': '', 'urn:says': 'hello' })
      const response = await post(target.bob, inbox, note, jsonLd)
      await hasStatus(response, [201, 202], 'POST to the inbox by Bob')
      const url = locationOf(response, inbox)

      const listing = await target.alice.fetch(inbox, { headers: { accept: jsonLd } })
      const text = await listing.text()
      assert.ok(text.includes(ldp.contains) && text.includes(url), text)
      assert.equal(await contentOf(target, url), note)
      await hasStatus(await target.bob.fetch(url), 403, 'GET by its sender')
    },
  }),
]

function remove({ alice }: Target, url: string): Promise<Response> {
  return alice.fetch(url, { method: 'DELETE' })
}

async function withOwnAcl(target: Target): Promise<{ url: string; aclUrl: string }> {
  const url = await freshDocument(target)
  await setAcl(target, url, [])
  return { url, aclUrl: await aclOf(target, url) }
}
