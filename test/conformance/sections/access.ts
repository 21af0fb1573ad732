// Section 10.1: which ACL is in force, and which of its rules count.
import assert from 'node:assert/strict'
import { acl } from '../../../vocab/generated/acl.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import { hasStatus, isSuccess, onlyLink } from '../expect.ts'
import type { Row } from '../row.ts'
import { aclOf, aclText, freshContainer, freshDocument, put, setAcl } from '../setting.ts'
import type { Rule } from '../setting.ts'
import type { Target } from '../target.ts'
import { contentOf, wacAllow } from '../things.ts'

const readByAll: Rule = { agentClass: foaf.Agent, modes: ['Read'] }

export const rows: readonly Row[] = [
  ...checks('A0', 'M', {
    'does what an ACL says, and no more': async (target) => {
      const url = await freshDocument(target)
      await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob before')
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 200, 'GET by Bob after')
      await hasStatus(await put(target.bob, url, ''), 403, 'PUT by Bob')
      await hasStatus(await target.anonymous(url), 401, 'GET by nobody')
    },
  }),
  ...checks('A1', 'M', {
    'links to one ACL, which is nobody else’s': async (target) => {
      const url = await freshDocument(target)
      const urls = [url, new URL('.', url).href, target.alice.storage]
      const answers = await Promise.all(urls.map((each) => target.alice.fetch(each)))
      const acls = answers.map((answer, index) => onlyLink(answer, urls[index]!, 'acl'))
      assert.equal(new Set(acls).size, urls.length)
    },
  }),
  ...checks('A2', 'M', {
    'inherits from the nearest container with an ACL, however far up': async (target) => {
      const container = await freshContainer(target)
      const url = `${container}a/b/c`
      await isSuccess(await put(target.alice, url, ''), 'PUT')
      await setAcl(target, container, [readByAll])
      await hasStatus(await target.anonymous(url), 200, 'GET with the ACL three levels up')
      await setAcl(target, `${container}a/`, [])
      await hasStatus(await target.anonymous(url), 401, 'GET with a nearer ACL')
    },
    'adds nothing from above to an own ACL': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, new URL('.', url).href, [readByAll])
      await hasStatus(await target.anonymous(url), 200, 'GET with the inherited ACL')
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'] }])
      await hasStatus(await target.anonymous(url), 401, 'GET with its own ACL')
    },
    'inherits only what is for members': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, new URL('.', url).href, [{ ...readByAll, on: 'resource' }])
      await hasStatus(await target.anonymous(new URL('.', url)), 200, 'GET of the container')
      await hasStatus(await target.anonymous(url), 401, 'GET of the member')
    },
    'does not take for itself what is for members': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, new URL('.', url).href, [{ ...readByAll, on: 'members' }])
      await hasStatus(await target.anonymous(new URL('.', url)), 401, 'GET of the container')
      await hasStatus(await target.anonymous(url), 200, 'GET of the member')
    },
    'ignores rules about other resources in an ACL': async (target) => {
      const url = await freshDocument(target)
      const other = await freshDocument(target)
      const rule = `<#other> a acl:Authorization ; acl:agentClass <${foaf.Agent}> ;
        acl:accessTo <${other}> ; acl:default <${new URL('.', other).href}> ; acl:mode acl:Read .`
      await setRawAcl(target, url, rule)
      await hasStatus(await target.anonymous(url), 401, 'GET of the document')
      await hasStatus(await target.anonymous(other), 401, 'GET of the other document')
    },
  }),
  ...checks('A3', 'M', {
    'needs the type acl:Authorization': grantsNothing(
      (url) => `<#r> acl:agentClass <${foaf.Agent}> ; acl:accessTo <${url}> ; acl:mode acl:Read .`,
    ),
    'needs a resource': grantsNothing(
      () => `<#r> a acl:Authorization ; acl:agentClass <${foaf.Agent}> ; acl:mode acl:Read .`,
    ),
    'needs a mode': grantsNothing(
      (url) =>
        `<#r> a acl:Authorization ; acl:agentClass <${foaf.Agent}> ; acl:accessTo <${url}> .`,
    ),
    'needs somebody': grantsNothing(
      (url) => `<#r> a acl:Authorization ; acl:accessTo <${url}> ; acl:mode acl:Read .`,
    ),
    'knows no other modes': grantsNothing((url) =>
      rule(url, 'acl:mode <#Read>, acl:Everything, "Read"'),
    ),
    'is not put off by properties and modes that it does not know': grantsRead((url) =>
      rule(url, 'acl:mode <#Share>, acl:Read ; <#note> "mine" ; acl:unknown <#thing>'),
    ),
    'resolves relative IRIs against the URL of the ACL': grantsRead((url) =>
      rule(url.slice(url.lastIndexOf('/') + 1), 'acl:mode acl:Read'),
    ),
    'takes the slash at the end of a name seriously': grantsNothing((url) =>
      rule(`${url}/`, 'acl:mode acl:Read'),
    ),
    'compares IRIs in canonical form': grantsRead((url) =>
      rule(url.replace(/document$/, '%64ocumen%74'), 'acl:mode acl:Read'),
    ),
    'takes rules without a name': grantsRead((url) =>
      rule(url, 'acl:mode acl:Read').replace('<#r>', '[]'),
    ),
    'adds rules up': async (target) => {
      const url = await freshDocument(target)
      const bob = target.bob.webId
      await setAcl(target, url, [readByAll, { agent: bob, modes: ['Append'] }])
      const response = await target.bob.fetch(url)
      assert.deepEqual(wacAllow(response).user, ['append', 'read'])
    },
  }),
  ...checks('A4', 'M', {
    'has an ACL on the root of every storage that lets its owner control it': async (target) => {
      for (const owner of [target.alice, target.bob]) {
        const aclUrl = await aclOf(target, owner.storage, owner)
        const text = await (await owner.fetch(aclUrl)).text()
        assert.ok(text.includes('Control') && text.includes(owner.webId.split('#')[1]!), text)
      }
    },
    'refuses an ACL of the root that lets nobody control it': async (target) => {
      const carol = await target.newcomer()
      const aclUrl = await aclOf(target, carol.storage, carol)
      const text = aclText(carol.storage, [{ agent: carol.webId, modes: ['Read', 'Write'] }])
      await hasStatus(await put(carol, aclUrl, text), 409, 'PUT of such an ACL')
      await hasStatus(await carol.fetch(aclUrl), 200, 'GET of the ACL after that')
    },
    'counts no control of members as control of the root': async (target) => {
      const carol = await target.newcomer()
      const aclUrl = await aclOf(target, carol.storage, carol)
      const members: Rule = { agent: carol.webId, modes: ['Control'], on: 'members' }
      const response = await put(carol, aclUrl, aclText(carol.storage, [members]))
      await hasStatus(response, 409, 'PUT of such an ACL')
    },
    'refuses an ACL that it cannot read, and keeps the one that is there': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [readByAll])
      const aclUrl = await aclOf(target, url)
      await hasStatus(await put(target.alice, aclUrl, '<#broken'), 400, 'PUT of no Turtle')
      await hasStatus(await target.anonymous(url), 200, 'GET by nobody')
    },
  }),
  ...checks('A5', 'G', {
    'never locks the owner of a storage out': async (target) => {
      const url = await freshDocument(target)
      const aclUrl = await aclOf(target, url)
      const onlyBob = aclText(url, [{ agent: target.bob.webId, modes: ['Read', 'Control'] }])
      await isSuccess(await put(target.alice, aclUrl, onlyBob), 'PUT of an ACL without Alice')
      await hasStatus(await target.alice.fetch(url), 403, 'GET of the document by Alice')
      await hasStatus(await target.alice.fetch(aclUrl), 200, 'GET of the ACL by Alice')
      const again = aclText(url, [{ agent: target.alice.webId, modes: ['Read', 'Control'] }])
      await isSuccess(await put(target.alice, aclUrl, again), 'PUT of an ACL with Alice')
      assert.ok(await contentOf(target, url))
    },
    'tells the owner of a storage that she has control': async (target) => {
      const url = await freshDocument(target)
      const aclUrl = await aclOf(target, url)
      await isSuccess(await put(target.alice, aclUrl, aclText(url, [readByAll])), 'PUT of an ACL')
      const response = await target.alice.fetch(url)
      assert.deepEqual(wacAllow(response).user, ['control', 'read'])
    },
  }),
]

function rule(url: string, modes: string): string {
  return `<#r> a acl:Authorization ; acl:agentClass <${foaf.Agent}> ; acl:accessTo <${url}> ; ${modes} .`
}

/** With these rules in its ACL nobody can read a document. */
function grantsNothing(text: (url: string) => string): Check {
  return async (target) => {
    const url = await freshDocument(target)
    await setRawAcl(target, url, text(url))
    await hasStatus(await target.anonymous(url), 401, 'GET by nobody')
    await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
  }
}

/** With these rules in its ACL everybody can read a document, and nothing else. */
function grantsRead(text: (url: string) => string): Check {
  return async (target) => {
    const url = await freshDocument(target)
    await setRawAcl(target, url, text(url))
    await hasStatus(await target.anonymous(url), 200, 'GET by nobody')
    await hasStatus(await put(target.bob, url, ''), 403, 'PUT by Bob')
  }
}

/** Gives a document an ACL with these rules, beside everything for Alice. */
async function setRawAcl(target: Target, url: string, text: string): Promise<void> {
  const aclUrl = await aclOf(target, url)
  const own = aclText(url, [{ agent: target.alice.webId, modes: ['Read', 'Write', 'Control'] }])
  const body = `${own}\n@prefix acl: <${acl['']}> .\n${text}`
  await isSuccess(await put(target.alice, aclUrl, body), `PUT ${aclUrl}`)
}
