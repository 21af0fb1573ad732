// Who may do what with a pod, from outside. Refusals tell nothing about what is there.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aclFor, bob, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const solidPrefix = '@prefix solid: <http://www.w3.org/ns/solid/terms#> .'
const insert = `${solidPrefix} _:p a solid:InsertDeletePatch; solid:inserts { <#a> <#b> 1 } .`
const turtle = { type: 'text/turtle', body: '<#a> <#b> "c" .' }

type StatusOf = (...request: Parameters<Client>) => Promise<number>

async function statusOf(answer: Promise<Response>): Promise<number> {
  return (await answer).status
}

describe('access to a pod', () => {
  let pod: TestPod
  let alice: Client
  let asBob: Client
  let anybody: Client
  beforeEach(async () => {
    pod = await openPod()
    alice = pod.as(pod.alice)
    asBob = pod.as(bob)
    anybody = pod.as(undefined)
    await alice('PUT', 'share/a.ttl', turtle)
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  /** Gives bob some modes on share/ and what is below it. */
  const allowBob = (modes: string) => putAcl('share/', [`acl:agent <${bob}>`, modes])
  const putAcl = (path: string, ...rules: (readonly [string, string])[]) =>
    alice('PUT', `${path}.acl`, {
      type: 'text/turtle',
      body: aclFor(pod.root + path, [
        [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
        ...rules,
      ]),
    })

  it('is private at first, but for the profile, the public index and public/', async () => {
    expect((await anybody('GET', '')).status).toBe(401)
    expect((await anybody('GET', 'settings/prefs.ttl')).status).toBe(401)
    expect((await anybody('GET', 'profile/card')).status).toBe(200)
    expect((await anybody('GET', 'settings/publicTypeIndex.ttl')).status).toBe(200)
    expect((await anybody('GET', 'public/')).status).toBe(200)
    expect((await anybody('GET', 'profile/')).status).toBe(401)
  })

  it('is asked of who is not signed in, and refused to who is, whatever is there', async () => {
    for (const path of ['share/a.ttl', 'share/none.ttl', 'share/none/']) {
      const unknown = await anybody('GET', path)
      const known = await asBob('GET', path)

      expect(unknown.status).toBe(401)
      expect(unknown.headers.get('www-authenticate')).toContain('DPoP')
      expect(known.status).toBe(403)
      expect(known.headers.get('content-type')).toBe('application/problem+json')
    }
    const texts = await Promise.all(
      ['share/a.ttl', 'share/none.ttl'].map(async (path) => (await asBob('GET', path)).text()),
    )
    expect(texts[0]).toBe(texts[1])
  })

  it('with credentials that are not valid is refused even where everybody may read', async () => {
    const headers = { authorization: 'DPoP nonsense' }

    expect((await anybody('GET', 'profile/card', { headers })).status).toBe(401)
  })

  it.each([
    ['acl:Read', { get: 200, put: 403, create: 403, patch: 403, remove: 403, missing: 404 }],
    ['acl:Append', { get: 403, put: 403, create: 403, patch: 204, remove: 403, missing: 403 }],
    ['acl:Write', { get: 403, put: 204, create: 201, patch: 204, remove: 204, missing: 403 }],
    ['acl:Control', { get: 403, put: 403, create: 403, patch: 403, remove: 403, missing: 403 }],
  ])('with %s alone allows just that', async (modes, expected) => {
    await allowBob(modes)
    expect({
      get: await statusOf(asBob('GET', 'share/a.ttl')),
      put: await statusOf(asBob('PUT', 'share/a.ttl', turtle)),
      create: await statusOf(asBob('PUT', 'share/new.ttl', turtle)),
      patch: await statusOf(asBob('PATCH', 'share/a.ttl', { type: 'text/n3', body: insert })),
      remove: await statusOf(asBob('DELETE', 'share/a.ttl')),
      missing: await statusOf(asBob('GET', 'share/none.ttl')),
    }).toEqual(expected)
  })

  it('with Append lets leave notices that nobody but the owner reads', async () => {
    const posted = await asBob('POST', 'inbox/', turtle)
    const location = posted.headers.get('location')!.replace(pod.root, '')

    expect(posted.status).toBe(201)
    expect((await asBob('GET', location)).status).toBe(403)
    expect((await asBob('GET', 'inbox/')).status).toBe(403)
    expect((await anybody('POST', 'inbox/', turtle)).status).toBe(401)
    expect(await (await alice('GET', location)).text()).toBe(turtle.body)
  })

  it('to delete takes Write on the container too', async () => {
    await putAcl('share/a.ttl', [`acl:agent <${bob}>`, 'acl:Write'])

    expect((await asBob('DELETE', 'share/a.ttl')).status).toBe(403)
    expect((await asBob('PUT', 'share/a.ttl', turtle)).status).toBe(204)
  })

  it('follows the nearest ACL alone', async () => {
    await allowBob('acl:Read')
    await alice('PUT', 'share/sub/deep/x.ttl', turtle)
    expect((await asBob('GET', 'share/sub/deep/x.ttl')).status).toBe(200)
    await putAcl('share/sub/')
    expect((await asBob('GET', 'share/sub/deep/x.ttl')).status).toBe(403)
    await alice('DELETE', 'share/sub/.acl')

    expect((await asBob('GET', 'share/sub/deep/x.ttl')).status).toBe(200)
  })

  it('changes with the next request after its ACL', async () => {
    await allowBob('acl:Read')
    expect((await asBob('GET', 'share/a.ttl')).status).toBe(200)
    await putAcl('share/')

    expect((await asBob('GET', 'share/a.ttl')).status).toBe(403)
  })

  it('to an ACL is for who controls the resource, and nobody else', async () => {
    await allowBob('acl:Read, acl:Write')
    const acl = { type: 'text/turtle', body: aclFor(`${pod.root}share/`, []) }

    expect((await asBob('GET', 'share/.acl')).status).toBe(403)
    expect((await asBob('PUT', 'share/.acl', acl)).status).toBe(403)
    expect((await asBob('PUT', 'share/a.ttl.acl', acl)).status).toBe(403)
    expect((await asBob('DELETE', 'share/.acl')).status).toBe(403)
    expect((await anybody('GET', 'share/.acl')).status).toBe(401)
    await allowBob('acl:Control')
    expect((await asBob('GET', 'share/.acl')).status).toBe(200)
  })

  it('to an ACL that is not there is told from one that is, to who controls', async () => {
    expect((await alice('GET', 'share/a.ttl.acl')).status).toBe(404)
    expect((await alice('GET', '.acl')).status).toBe(200)
    expect((await alice('PUT', 'share/none.ttl.acl', turtle)).status).toBe(404)
  })

  it('to a description is that to what it describes', async () => {
    await allowBob('acl:Append')
    const about = { type: 'text/n3', body: insert }

    expect((await asBob('PATCH', 'share/a.ttl.meta', about)).status).toBe(201)
    expect((await asBob('GET', 'share/a.ttl.meta')).status).toBe(403)
    expect((await asBob('PUT', 'share/a.ttl.meta', turtle)).status).toBe(403)
    expect((await alice('GET', 'share/a.ttl.meta')).status).toBe(200)
    expect((await alice('GET', 'share/a.ttl.meta.acl')).status).toBe(404)
  })

  it('stays with the owner, who cannot lock herself out', async () => {
    await alice('PUT', 'share/.acl', {
      type: 'text/turtle',
      body: aclFor(`${pod.root}share/`, [[`acl:agent <${bob}>`, 'acl:Read']]),
    })

    expect((await alice('GET', 'share/a.ttl')).status).toBe(403)
    expect((await alice('GET', 'share/.acl')).status).toBe(200)
    expect((await alice('DELETE', 'share/.acl')).status).toBe(204)
    expect((await alice('GET', 'share/a.ttl')).status).toBe(200)
  })

  it('needs somebody who controls the storage', async () => {
    const body = aclFor(pod.root, [[`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write']])
    const refused = await alice('PUT', '.acl', { type: 'text/turtle', body })

    expect(refused.status).toBe(409)
    expect((await alice('DELETE', '.acl')).status).toBe(405)
    expect((await alice('GET', 'share/a.ttl')).status).toBe(200)
  })

  it('keeps the old ACL when the new one cannot be read', async () => {
    await allowBob('acl:Read')
    const broken = { type: 'text/turtle', body: '<broken' }
    const picture = { type: 'image/png', body: 'x' }

    expect((await alice('PUT', 'share/.acl', broken)).status).toBe(400)
    expect((await alice('PUT', 'share/.acl', picture)).status).toBe(415)
    expect((await asBob('GET', 'share/a.ttl')).status).toBe(200)
  })

  it('can be changed by patching an ACL, also into being', async () => {
    const rule = `<#bob> a acl:Authorization; acl:agent <${bob}>; acl:accessTo <a.ttl>; acl:mode acl:Read`
    const body = `PREFIX acl: <http://www.w3.org/ns/auth/acl#> INSERT DATA { ${rule} }`
    const patched = await alice('PATCH', 'share/a.ttl.acl', {
      type: 'application/sparql-update',
      body,
      headers: { 'if-none-match': '*' },
    })

    expect(patched.status).toBe(201)
    expect((await asBob('GET', 'share/a.ttl')).status).toBe(200)
  })

  it('is given to groups listed in the pod itself', async () => {
    const members = `<#us> <http://www.w3.org/2006/vcard/ns#hasMember> <${bob}> .`
    await alice('PUT', 'settings/group', { type: 'text/turtle', body: members })
    await putAcl('share/', [`acl:agentGroup <${pod.root}settings/group#us>`, 'acl:Read'])
    expect((await asBob('GET', 'share/a.ttl')).status).toBe(200)
    await alice('PUT', 'settings/group', { type: 'text/turtle', body: '' })

    expect((await asBob('GET', 'share/a.ttl')).status).toBe(403)
  })

  it('may not be changed by naming another OpenID provider in the profile', async () => {
    const card = await (await alice('GET', 'profile/card')).text()
    const other = card.replace(`<${pod.baseUrl}/>`, '<https://evil.example/>')
    const me = `<${pod.alice}> <http://www.w3.org/ns/solid/terms#oidcIssuer>`
    const update = { type: 'application/sparql-update' }
    const status: StatusOf = (...request) => statusOf(alice(...request))

    expect(await status('PUT', 'profile/card', { type: 'text/turtle', body: other })).toBe(409)
    expect(await status('PUT', 'profile/card', { type: 'text/plain', body: card })).toBe(409)
    expect(await status('DELETE', 'profile/card')).toBe(409)
    for (const body of [
      `INSERT DATA { ${me} <https://evil.example/> }`,
      `DELETE WHERE { ${me} ?x }`,
    ]) {
      expect(await status('PATCH', 'profile/card', { ...update, body })).toBe(409)
    }
    const mine = `INSERT DATA { <#me> <http://www.w3.org/ns/solid/interop#hasAuthorizationAgent> <https://m.example/#it> }`
    expect(await status('PATCH', 'profile/card', { ...update, body: mine })).toBe(204)
  })
})

const document = (member: string, init: ResponseInit = {}) =>
  new Response(`<#us> <http://www.w3.org/2006/vcard/ns#hasMember> <${member}> .`, {
    headers: { 'content-type': 'text/turtle' },
    ...init,
  })

describe('a group at another server', () => {
  const group = 'https://groups.example/g#us'
  const pods: TestPod[] = []
  afterEach(async () => {
    for (const pod of pods.splice(0)) await pod.close()
  })

  /** A pod that shares share/a.ttl with the group, and the requests it makes for it. */
  async function sharing(answer: () => Promise<Response>) {
    const asked: string[] = []
    const pod = await openPod({
      fetch: (url) => {
        asked.push(url instanceof Request ? url.url : url.toString())
        return answer()
      },
    })
    pods.push(pod)
    const alice = pod.as(pod.alice)
    await alice('PUT', 'share/a.ttl', turtle)
    await alice('PUT', 'share/.acl', {
      type: 'text/turtle',
      body: aclFor(`${pod.root}share/`, [
        [`acl:agent <${pod.alice}>; acl:agentGroup <${group}>`, 'acl:Read'],
      ]),
    })
    return { pod, asked }
  }

  it('is asked at every request, and its members are let in', async () => {
    let member = bob
    const { pod, asked } = await sharing(async () => document(member))
    expect((await pod.as(bob)('GET', 'share/a.ttl')).status).toBe(200)
    member = 'https://eve.example/'
    expect((await pod.as(bob)('GET', 'share/a.ttl')).status).toBe(403)

    expect(asked).toEqual(['https://groups.example/g', 'https://groups.example/g'])
  })

  it('is not asked about the owner, who is named beside it, nor about anybody unknown', async () => {
    const { pod, asked } = await sharing(async () => document(bob))

    expect((await pod.as(pod.alice)('GET', 'share/a.ttl')).status).toBe(200)
    expect((await pod.as(undefined)('GET', 'share/a.ttl')).status).toBe(401)
    expect(asked).toEqual([])
  })

  it.each([
    ['is gone', async () => document(bob, { status: 404 })],
    ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
    [
      'is broken',
      async () => new Response('<broken', { headers: { 'content-type': 'text/turtle' } }),
    ],
    ['is no RDF', async () => new Response('hello')],
  ])('lets nobody in when it %s', async (_what, answer) => {
    const { pod } = await sharing(answer)

    expect((await pod.as(bob)('GET', 'share/a.ttl')).status).toBe(403)
  })
})
