// Section 10.1: whom a rule names, and under which limits.
import assert from 'node:assert/strict'
import { linked } from '../../../client/sdk/links.ts'
import { acl } from '../../../vocab/generated/acl.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { vcard } from '../../../vocab/generated/vcard.ts'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import { hasStatus, isSuccess } from '../expect.ts'
import type { Row } from '../row.ts'
import { aclOf, freshContainer, freshDocument, put, setAcl } from '../setting.ts'
import type { Rule } from '../setting.ts'
import { withSite } from '../site.ts'
import type { Target } from '../target.ts'

const appOrigin = 'https://app.example'

export const rows: readonly Row[] = [
  ...checks('A6', 'M', {
    'knows an agent by the whole WebID': async (target) => {
      const url = await freshDocument(target)
      const other = `${target.bob.webId.split('#')[0]}#somebody-else`
      await setAcl(target, url, [{ agent: other, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 200, 'GET by Bob')
    },
    'lets everybody in by foaf:Agent': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agentClass: foaf.Agent, modes: ['Read'] }])
      await hasStatus(await target.anonymous(url), 200, 'GET by nobody')
      await hasStatus(await target.bob.fetch(url), 200, 'GET by Bob')
    },
    'lets everybody who is signed in in by acl:AuthenticatedAgent': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agentClass: acl.AuthenticatedAgent, modes: ['Read'] }])
      await hasStatus(await target.anonymous(url), 401, 'GET by nobody')
      await hasStatus(await target.bob.fetch(url), 200, 'GET by Bob')
    },
    'lets the members of a group here in, as long as they are members': async (target) => {
      const container = await freshContainer(target)
      const [url, group] = [`${container}document`, `${container}group`]
      await isSuccess(await put(target.alice, url, ''), 'PUT')
      await isSuccess(await put(target.alice, group, groupText(target.bob.webId)), 'PUT of a group')
      // Anybody may read the group, for servers that read it as anybody.
      await setAcl(target, group, [{ agentClass: foaf.Agent, modes: ['Read'] }])
      await setAcl(target, url, [{ agentGroup: `${group}#friends`, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 200, 'GET by a member')
      await hasStatus(await target.anonymous(url), 401, 'GET by nobody')
      await setAcl(target, url, [{ agentGroup: `${group}#none`, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 403, 'GET by a member of another group')
    },
    'sees at once that a group here has another member': async (target) => {
      const container = await freshContainer(target)
      const group = `${container}group`
      const text = `<#friends> <${vcard.hasMember}> <${target.bob.webId}> .`
      await isSuccess(await put(target.alice, group, text), 'PUT of a group')
      await setAcl(target, group, [{ agentClass: foaf.Agent, modes: ['Read'] }])
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agentGroup: `${group}#friends`, modes: ['Read'] }])
      await hasStatus(await target.bob.fetch(url), 200, 'GET by a member')
      await isSuccess(await put(target.alice, group, ''), 'PUT of an empty group')
      await hasStatus(await target.bob.fetch(url), 403, 'GET by somebody who was a member')
    },
    'lets the members of a group elsewhere in, and asks there without credentials': (target) =>
      withSite(
        (_req, res) =>
          void res
            .setHeader('content-type', 'text/turtle')
            .end(`<#g> <${vcard.hasMember}> <${target.bob.webId}> .`),
        async ({ origin, asked }) => {
          const url = await withGroup(target, `${origin}/group#g`)
          await hasStatus(await target.bob.fetch(url), 200, 'GET by a member')
          for (const { headers } of asked) {
            assert.deepEqual([headers.authorization, headers.cookie], [undefined, undefined])
          }
        },
      ),
    'takes a group that cannot be had for an empty one': (target) =>
      withSite(
        (req, res) => {
          res.statusCode = req.url === '/broken' ? 200 : 500
          res.setHeader('content-type', 'text/turtle').end('<#g> <broken')
        },
        async ({ origin }) => {
          for (const path of ['/broken#g', '/fails#g']) {
            const url = await withGroup(target, origin + path)
            await hasStatus(await target.bob.fetch(url), 403, `GET with the group at ${path}`)
            await hasStatus(await target.alice.fetch(url), 200, 'GET by the owner')
          }
        },
      ),
  }),
  ...checks('A7', 'M', {
    'trusts every origin when a rule names none': originRow([undefined, appOrigin], undefined, 200),
    'applies a rule with an origin to requests from there': originRow([appOrigin], appOrigin, 200),
    'does not apply it to requests from elsewhere': originRow(
      ['https://other.example', `${appOrigin}:8443`, 'null'],
      appOrigin,
      403,
    ),
    'applies it to requests that come from no page': originRow([undefined], appOrigin, 200),
    'gives nobody anything for an origin alone': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ origin: appOrigin, modes: ['Read'] }])
      const headers = { origin: appOrigin }
      await hasStatus(await target.anonymous(url, { headers }), 401, 'GET by nobody')
      await hasStatus(await target.bob.fetch(url, { headers }), 403, 'GET by Bob')
    },
  }),
  ...checks('A8', 'M', {
    'tells on the ACL which conditions it understands': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [])
      const aclUrl = await aclOf(target, url)
      const response = await target.alice.fetch(aclUrl)
      const told = linked(response, aclUrl, acl.condition).toSorted()
      assert.deepEqual(told, [acl.ClientCondition, acl.IssuerCondition])
    },
    'applies a rule for any client': conditionRow(
      () => `[ a acl:ClientCondition ; acl:clientClass <${foaf.Agent}> ]`,
      200,
    ),
    'does not apply a rule for another client': conditionRow(
      () => '[ a acl:ClientCondition ; acl:client <https://other.example/app> ]',
      403,
    ),
    'applies a rule for this issuer': conditionRow(
      ({ bob }) => `[ a acl:IssuerCondition ; acl:issuer <${bob.credentials.issuer}> ]`,
      200,
    ),
    'does not apply a rule for another issuer': conditionRow(
      () => '[ a acl:IssuerCondition ; acl:issuer <https://other.example/> ]',
      403,
    ),
    'applies a rule only when all its conditions hold': conditionRow(
      ({ bob }) => `[ a acl:IssuerCondition ; acl:issuer <${bob.credentials.issuer}> ],
        [ a acl:ClientCondition ; acl:client <https://other.example/app> ]`,
      403,
    ),
    'does not take conditions for satisfied when nobody is signed in': async (target) => {
      const url = await freshDocument(target)
      const more = `acl:condition [ a acl:IssuerCondition ; acl:issuer <${target.bob.credentials.issuer}> ]`
      await setAcl(target, url, [{ agentClass: foaf.Agent, modes: ['Read'], more }])
      await hasStatus(await target.anonymous(url), 401, 'GET by nobody')
      await hasStatus(await target.bob.fetch(url), 200, 'GET by Bob')
    },
  }),
  ...checks('A9', 'M', {
    'gives nothing for a mode of its own beyond the modes beside it': async (target) => {
      const url = await freshDocument(target)
      const more = 'acl:mode <#Share>, <#Everything> ; <#until> "2999-01-01" ; <#purpose> <#any>'
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'], more }])
      await hasStatus(await target.bob.fetch(url), 200, 'GET by Bob')
      await hasStatus(await put(target.bob, url, ''), 403, 'PUT by Bob')
      await hasStatus(await target.bob.fetch(await aclOf(target, url)), 403, 'GET of the ACL')
    },
    'gives nobody more because of a condition that it does not know': async (target) => {
      const url = await freshDocument(target)
      const more = 'acl:condition [ a <#TimeCondition> ; <#after> "1999-01-01" ]'
      await setAcl(target, url, [{ agent: target.alice.webId, modes: ['Read'], more }])
      await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
      await hasStatus(await target.anonymous(url), 401, 'GET by nobody')
    },
  }),
]

/** One group with this member, and one without any. */
function groupText(webId: string): string {
  return `<#friends> a <${vcard.Group}> ; <${vcard.hasMember}> <${webId}> . <#none> a <${vcard.Group}> .`
}

/** A document that the members of a group may read. */
async function withGroup(target: Target, group: string): Promise<string> {
  const url = await freshDocument(target)
  await setAcl(target, url, [{ agentGroup: group, modes: ['Read'] }])
  return url
}

/** What Bob is answered from these origins when a rule for him names this one. */
function originRow(
  origins: readonly (string | undefined)[],
  named: string | undefined,
  status: number,
): Check {
  return async (target) => {
    const url = await freshDocument(target)
    const rule: Rule = { agent: target.bob.webId, modes: ['Read'] }
    await setAcl(target, url, [named === undefined ? rule : { ...rule, origin: named }])
    for (const origin of origins) {
      const headers = origin === undefined ? {} : { origin }
      await hasStatus(await target.bob.fetch(url, { headers }), status, `GET from ${origin}`)
    }
  }
}

/** What Bob is answered under a rule with these conditions. */
function conditionRow(conditions: (target: Target) => string, status: number): Check {
  return async (target) => {
    const url = await freshDocument(target)
    const more = `acl:condition ${conditions(target)}`
    await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'], more }])
    await hasStatus(await target.bob.fetch(url), status, 'GET by Bob')
  }
}
