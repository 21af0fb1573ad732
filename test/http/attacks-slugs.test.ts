// Attacks by the names that clients wish for: what is made has a harmless name, whatever they ask.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ldp } from '../../vocab/generated/ldp.ts'
import { expectRefused, openTarget, statusOf } from '../support/attack.ts'
import type { Outcome, Target } from '../support/attack.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

const asContainer = { link: `<${ldp.BasicContainer}>; rel="type"` }
const post = (slug: string, headers: Record<string, string> = {}) =>
  target.alice('POST', '/alice/data/', {
    type: 'text/turtle',
    body: '<#a> <#b> <#c> .',
    headers: { slug, ...headers },
  })

/** The name of what was made; it is directly in the container, and can be read under it. */
async function nameOf(outcome: Outcome): Promise<string> {
  expect(outcome.status).toBe(201)
  const location = String(outcome.headers.location)
  const name = location.replace(`${target.baseUrl}/alice/data/`, '')
  expect(name).toMatch(/^[^/?#\\]+\/?$/)
  expect((await target.alice('GET', `/alice/data/${name}`)).status).toBe(200)
  return name
}

const someName = /^[0-9a-f-]{36}\/?$/

describe('a slug', () => {
  it.each([
    '../../evil',
    '..',
    '.',
    '/',
    '/etc/passwd',
    'a/b',
    '..\\..\\evil',
    '%2e%2e%2fx',
    '%2e%2e%2f%2e%2e%2fbob%2fx',
    '%252e%252e%252fx',
    '..%c0%afx',
    '?x#y',
    '$.ttl',
    '%',
    '%zz',
    '%00',
    '\u00ff\u00fe',
    '  ',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '__proto__',
    'con',
    'x'.repeat(2_000),
    '%f0%9f%92%a3'.repeat(300),
  ])('like "%s" names something in the container itself', async (slug) => {
    const name = await nameOf(await post(slug))

    expect(name).not.toMatch(/^\./)
    expect(decodeURIComponent(name)).not.toMatch(/[/\\]|\p{Cc}/u)
    expect(name.length).toBeLessThan(1_300)
  })

  it.each([
    '.acl',
    'x.acl',
    '.meta',
    'x.meta',
    '%2eacl',
    'x%2eacl',
    'x.ac/l',
    'x.a\\cl',
    '.well-known',
  ])('never asks for the ACL or the description of something: "%s"', async (slug) => {
    expect(await nameOf(await post(slug))).not.toMatch(/\.(?:acl|meta)$|^\./)
    expect(await nameOf(await post(slug, asContainer))).not.toMatch(/\.(?:acl|meta)\/?$|^\./)
  })

  it('that ends in .acl once it is cut gets another name', async () => {
    const slug = `${'x'.repeat(96)}.acl and more`

    expect(await nameOf(await post(slug))).toMatch(someName)
  })

  it('of an agent who may only append does not get him an ACL', async () => {
    const body = `<#r> a <http://www.w3.org/ns/auth/acl#Authorization> .`
    for (const slug of ['.acl', 'x.acl', '.meta']) {
      const posted = await target.bob('POST', '/alice/inbox/', {
        type: 'text/turtle',
        body,
        headers: { slug },
      })

      expect(posted.status).toBe(201)
      expect(posted.headers.location).not.toMatch(/\.(?:acl|meta)$/)
    }
    const rules = await target.alice('GET', '/alice/inbox/.acl')
    expect(rules.body).toContain('#owner')
    expectRefused(await target.bob('GET', '/alice/inbox/'), 403)
  })

  it('wished for by many at once names each of them differently', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => post('same.ttl')))
    const names = await Promise.all(outcomes.map(nameOf))

    expect(new Set(names).size).toBe(8)
    expect(names).toContain('same.ttl')
  })

  it('of a document and of a container, wished for at once, never become the same name', async () => {
    const outcomes = await Promise.all([post('both'), post('both', asContainer)])
    const names = await Promise.all(outcomes.map(nameOf))

    expect(new Set(names.map((name) => name.replace('/', ''))).size).toBe(2)
  })

  it('in a container whose own path leaves no room is refused', async () => {
    const deep = `/alice/${'n'.repeat(1_790)}/`
    expect((await target.alice('PUT', deep)).status).toBe(201)

    const sent = { type: 'text/plain', body: 'x', headers: { slug: 'y' } }
    const first = await target.alice('POST', deep, sent)
    const second = await target.alice('POST', deep, sent)

    expect(first.headers.location).toBe(`${target.baseUrl}${deep}y`)
    expectRefused(second, 414)
    const tooDeep = `/alice/${'d/'.repeat(61)}`
    expect((await target.alice('PUT', tooDeep)).status).toBe(201)
    expectRefused(await target.alice('POST', tooDeep, { headers: asContainer }), 414)
  })

  it.each([
    ['a control character', 'Slug: a\u0001b'],
    ['a NUL', 'Slug: a\u0000b'],
    ['a line break of its own', 'Slug: a\rX: b'],
    ['a folded line', 'Slug: a\r\n b'],
  ])('with %s in it is malformed', async (_what, header) => {
    const lines = [
      'POST /alice/inbox/ HTTP/1.1',
      `Host: ${new URL(target.baseUrl).host}`,
      'Content-Length: 0',
      'Connection: close',
      header,
    ]
    const answer = await target.raw(`${lines.join('\r\n')}\r\n\r\n`)

    expect(statusOf(answer)).toBe(400)
    expect(answer).toContain('application/problem+json')
  })
})
