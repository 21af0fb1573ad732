// Attacks on access control: ways round it, what its answers tell, and groups that misbehave.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ldp } from '../../vocab/generated/ldp.ts'
import { expectRefused, openTarget, withoutNames } from '../support/attack.ts'
import type { Target } from '../support/attack.ts'
import { n3, sparql, turtle } from '../support/attack-bodies.ts'
import { aclFor } from '../support/pod.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget()
  await target.alice('PUT', '/alice/share/doc', turtle('<#a> <#b> "secret" .'))
  await target.alice('PUT', '/alice/share/ttt', turtle('<#a> <#b> "secret" .'))
})
afterAll(() => target.close())

/** Gives bob some modes on a resource of alice's, and below it. */
async function allow(path: string, ...rules: (readonly [string, string])[]) {
  const body = aclFor(target.baseUrl + path, [
    [`acl:agent <${target.webIds.alice}>`, 'acl:Read, acl:Write, acl:Control'],
    ...rules,
  ])
  const answer = await target.alice('PUT', `${path}.acl`, turtle(body))
  expect(answer.status).toBeLessThan(300)
}
const allowBob = (modes: string) =>
  allow('/alice/share/', [`acl:agent <${target.webIds.bob}>`, modes])

const guess = (value: string) =>
  target.bob(
    'PATCH',
    '/alice/share/doc',
    n3(`solid:where { <#a> <#b> "${value}" }; solid:inserts { <#a> <#c> 1 }`),
  )

describe('who may only append', () => {
  beforeAll(() => allowBob('acl:Append'))

  it('neither replaces, nor deletes, nor takes anything away', async () => {
    const path = '/alice/share/doc'

    expectRefused(await target.bob('PUT', path, turtle('')), 403)
    expectRefused(await target.bob('DELETE', path), 403)
    const deletions = [
      n3('solid:deletes { <#a> <#b> "secret" }'),
      sparql('DELETE DATA { <#a> <#b> "secret" }'),
      sparql('DELETE WHERE { ?s ?p ?o }'),
    ]
    for (const patch of deletions) expectRefused(await target.bob('PATCH', path, patch), 403)
    const added = await target.bob('PATCH', path, n3('solid:inserts { <#a> <#b> "added" }'))
    expect(added.status).toBe(204)
    expect((await target.alice('GET', path)).body).toContain('secret')
  })

  it('learns nothing by patterns that match or do not', async () => {
    const [right, wrong] = [await guess('secret'), await guess('wrong!')]

    expectRefused(right, 403)
    expect(withoutNames(right, 'secret')).toBe(withoutNames(wrong, 'wrong!'))
  })
})

describe('who may not read', () => {
  beforeAll(() => allow('/alice/share/'))

  it.each([
    ['GET', {}],
    ['HEAD', {}],
    ['GET', { 'if-match': '*' }],
    ['GET', { 'if-none-match': '*' }],
    ['GET', { range: 'bytes=0-0' }],
    ['GET', { accept: 'image/png' }],
    ['GET', { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }],
    ['PUT', { 'if-none-match': '*', 'content-type': 'text/turtle' }],
    ['PUT', { 'if-match': '"x"', 'content-type': 'text/turtle' }],
    ['PATCH', { 'content-type': 'application/unknown' }],
    ['DELETE', { 'if-match': '*' }],
    ['POST', { 'content-type': 'text/turtle' }],
  ])('gets the same answer to %s with %j whether or not it is there', async (method, headers) => {
    for (const attacker of [target.bob, target.stranger]) {
      for (const end of ['', '.meta', '.acl', '/', '/x']) {
        const answer = async (name: string) =>
          withoutNames(await attacker(method, `/alice/share/${name}${end}`, { headers }), name)

        expect(await answer('ttt')).toBe(await answer('vvv'))
      }
    }
  })

  it('cannot make anything below either', async () => {
    for (const path of ['/alice/share/x/y/z', '/alice/share/x/', '/alice/share/doc/x']) {
      expectRefused(await target.bob('PUT', path, turtle('')), 403)
      expectRefused(await target.stranger('PUT', path, turtle('')), 401)
    }
  })

  it('sees in a listing that he may read the names of private members, and no more', async () => {
    await allow('/alice/share/', [`acl:agent <${target.webIds.bob}>`, 'acl:Read'])
    await allow('/alice/share/doc')
    const { body } = await target.bob('GET', '/alice/share/')

    expect(body).toContain('/alice/share/doc>')
    expect(body).toContain('/alice/share/ttt> a ldp:Resource')
    expect(body).not.toContain('/alice/share/doc> a ')
    expectRefused(await target.bob('GET', '/alice/share/doc'), 403)
    await target.alice('DELETE', '/alice/share/doc.acl')
    await allow('/alice/share/')
  })
})

describe('who does not control', () => {
  beforeAll(() => allowBob('acl:Read, acl:Write'))

  it.each([
    '/alice/share/.acl',
    '/alice/share/doc.acl',
    '/alice/share/%2eacl',
    '/alice/share/doc.ac%6C',
    '/alice/.acl',
    '/alice/share/new/.acl',
  ])('neither reads nor changes the rules at %s', async (path) => {
    const rule = aclFor(`${target.baseUrl}/alice/share/`, [
      [`acl:agent <${target.webIds.bob}>`, 'acl:Control'],
    ])

    expectRefused(await target.bob('GET', path), 403)
    expectRefused(await target.bob('PUT', path, turtle(rule)), 403)
    expectRefused(await target.bob('PATCH', path, n3(`solid:inserts { <#a> <#b> 1 }`)), 403)
    expectRefused(await target.bob('DELETE', path), 403, 405)
  })

  it.each(['doc.acl/', 'doc.acl/x', 'doc.meta.acl', '.acl/', '.acl.acl', 'doc.acl.meta'])(
    'has no other name for them: %s',
    async (name) => {
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
        expectRefused(await target.bob(method, `/alice/share/${name}`, turtle('')), 404, 405)
      }
    },
  )

  it('cannot have them made by POST, nor by a link that says so', async () => {
    const headers = { slug: 'doc.acl', link: `<${ldp.BasicContainer}>; rel="type"` }
    const made = await target.bob('POST', '/alice/share/', { headers })
    const links = {
      link: '<.acl>; rel="acl", <http://www.w3.org/ns/auth/acl#Authorization>; rel="type"',
    }
    const other = await target.bob('POST', '/alice/share/', { ...turtle(''), headers: links })

    expect(made.headers.location).not.toContain('.acl')
    expect(other.headers.location).not.toContain('.acl')
    expectRefused(await target.alice('GET', '/alice/share/doc.acl'), 404)
  })

  it('does not get them by moving or copying', async () => {
    const headers = { destination: `${target.baseUrl}/alice/share/.acl` }
    for (const method of ['MOVE', 'COPY']) {
      expectRefused(await target.bob(method, '/alice/share/doc', { headers }), 405, 501)
    }
  })
})

describe('rules', () => {
  it('that are broken are refused, and those before stay in force', async () => {
    await allowBob('acl:Read')
    const broken = ['<#a', '@prefix acl: <x> . acl:a']
    for (const body of broken) {
      expectRefused(await target.alice('PUT', '/alice/share/.acl', turtle(body)), 400)
    }
    const picture = { type: 'image/png', body: 'x' }
    expectRefused(await target.alice('PUT', '/alice/share/.acl', picture), 415)

    expect((await target.bob('GET', '/alice/share/doc')).status).toBe(200)
  })

  it.each([
    ['that are none', ''],
    ['that name nobody', `[] a acl:Authorization; acl:mode acl:Control; acl:accessTo <./> .`],
    [
      'that give it to nobody',
      `[] a acl:Authorization; acl:agent []; acl:mode acl:Control; acl:accessTo <./> .`,
    ],
    ['without a mode', `[] a acl:Authorization; acl:agent <#x>; acl:accessTo <./> .`],
  ])('%s lock nobody in, and the owner not out', async (_what, rules) => {
    const body = `@prefix acl: <http://www.w3.org/ns/auth/acl#> . ${rules}`
    expectRefused(await target.alice('PUT', '/alice/.acl', turtle(body)), 409)
    expect((await target.alice('PUT', '/alice/share/.acl', turtle(body))).status).toBe(204)

    expectRefused(await target.bob('GET', '/alice/share/doc'), 403)
    expectRefused(await target.stranger('GET', '/alice/share/doc'), 401)
    expect((await target.alice('GET', '/alice/share/.acl')).status).toBe(200)
    await allowBob('acl:Read')
    expect((await target.alice('GET', '/alice/share/doc')).status).toBe(200)
  })

  it('for one web page, or one app, are for no other', async () => {
    const webId = target.webIds.bob
    await allow('/alice/share/', [
      `acl:agent <${webId}>; acl:origin <https://good.example>`,
      'acl:Read',
    ])
    const from = (origin: string) => target.bob('GET', '/alice/share/doc', { headers: { origin } })

    expect((await from('https://good.example')).status).toBe(200)
    for (const origin of ['https://evil.example', 'https://good.example.evil.example', 'null']) {
      expectRefused(await from(origin), 403)
    }
    const condition = '[ a acl:ClientCondition; acl:client <https://app.example/id> ]'
    await allow('/alice/share/', [`acl:agent <${webId}>; acl:condition ${condition}`, 'acl:Read'])
    expectRefused(await target.bob('GET', '/alice/share/doc'), 403)
    await allow('/alice/share/', [`acl:agent <${webId}>; acl:condition [ a <#Later> ]`, 'acl:Read'])
    expectRefused(await target.bob('GET', '/alice/share/doc'), 403)
    await allow('/alice/share/', ['acl:origin <https://evil.example>', 'acl:Read'])
    expectRefused(await from('https://evil.example'), 403)
  })

  it('of what was deleted do not come back with what is made in its place', async () => {
    await allow('/alice/share/')
    for (const [path, sent] of [
      ['/alice/share/again', turtle('<#a> <#b> "new" .')],
      ['/alice/share/box/', {}],
    ] as const) {
      await target.alice('PUT', path, sent)
      await allow(path, [`acl:agent <${target.webIds.bob}>`, 'acl:Read'])
      expect((await target.bob('GET', path)).status).toBe(200)
      await target.alice('DELETE', path)
      await target.alice('PUT', path, sent)

      expectRefused(await target.bob('GET', path), 403)
      expectRefused(await target.alice('GET', `${path}.acl`), 404)
    }
  })
})
