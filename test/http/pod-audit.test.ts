// What the access log tells beside uses: who changed access rules, and how its owner reads it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { prov } from '../../vocab/generated/prov.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { noted, openAuditedPod, start } from '../support/audit.ts'
import type { AuditedPod } from '../support/audit.ts'

const client = 'https://app.example/id'
const issuer = 'https://login.example/'
const headers = { 'x-test-client': client, 'x-test-issuer': issuer }
const type = 'text/turtle'

let audited: AuditedPod

beforeEach(async () => void (audited = await openAuditedPod()))
afterEach(async () => {
  expect(audited.pod.errors).toEqual([])
  await audited.pod.close()
})

describe('a change of access rules', () => {
  it('is noted with who made it, through which app and provider, and no content', async () => {
    await audited.alice('PUT', 'data/.acl', { type, body: audited.rules('data/'), headers })

    expect(await audited.log()).toEqual([
      {
        kind: 'access-rules',
        time: start,
        agent: audited.pod.alice,
        client,
        issuer,
        grants: [],
        resource: `${audited.pod.root}data/.acl`,
        method: 'PUT',
        status: 201,
        seenBy: 'server',
      },
    ])
  })

  it('is noted whether by PUT, PATCH, or DELETE', async () => {
    const acl = `${audited.pod.root}data/.acl`
    const patch = `@prefix solid: <http://www.w3.org/ns/solid/terms#> .
      [] a solid:InsertDeletePatch ; solid:inserts { <#b> <#c> <#d> } .`
    const requests: [string, object][] = [
      ['PUT', { type, body: audited.rules('data/') }],
      ['PUT', { type, body: audited.rules('data/') }],
      ['PATCH', { type: 'text/n3', body: patch }],
      ['DELETE', {}],
    ]
    for (const [method, options] of requests) {
      await audited.alice(method, 'data/.acl', options)
      audited.pass(1)
    }

    expect((await audited.log()).map(noted)).toEqual([
      ['access-rules', acl, 'DELETE', 204],
      ['access-rules', acl, 'PATCH', 204],
      ['access-rules', acl, 'PUT', 204],
      ['access-rules', acl, 'PUT', 201],
    ])
  })

  it('is noted when rules go with what they were about, and only then', async () => {
    for (const path of ['data/a.ttl', 'data/b.ttl'])
      await audited.alice('PUT', path, { type, body: '' })
    await audited.alice('PUT', 'data/a.ttl.acl', { type, body: audited.rules('data/a.ttl') })
    audited.pass(1)
    for (const path of ['data/a.ttl', 'data/b.ttl']) await audited.alice('DELETE', path)

    expect((await audited.log()).map(noted)).toEqual([
      ['access-rules', `${audited.pod.root}data/a.ttl.acl`, 'DELETE', 204],
      ['access-rules', `${audited.pod.root}data/a.ttl.acl`, 'PUT', 201],
    ])
  })

  it('is not noted when it did not happen', async () => {
    await audited.alice('PUT', 'data/.acl', { type, body: 'no Turtle' })
    await audited.alice('PUT', 'data/.acl', { type, body: '', headers: { 'if-match': '"other"' } })
    await audited.alice('DELETE', 'data/.acl')
    await audited.alice('PUT', 'data/x.meta', { type, body: '' })
    await audited.alice('GET', '.acl')

    expect(await audited.log()).toEqual([])
  })

  it('happens together with its note, or not at all', async () => {
    await audited.pod.close()
    const broken = new Error('disk full')
    audited = await openAuditedPod({
      wrap: (store) => ({
        ...store,
        commit: (writes, conditions) =>
          writes.some(({ key }) => key[0] === 'access-rules')
            ? Promise.reject(broken)
            : store.commit(writes, conditions),
      }),
    })
    const response = await audited.alice('PUT', 'data/.acl', { type, body: audited.rules('data/') })

    expect(response.status).toBe(500)
    expect((await audited.alice('GET', 'data/.acl')).status).toBe(404)
    expect(audited.pod.errors.splice(0)).toHaveLength(1)
  })
})

describe('the log of what happened to rules', () => {
  it('is for the owner, who cannot change it', async () => {
    expect((await audited.asBob('GET', '.well-known/access-log?kind=denied')).status).toBe(403)
    for (const method of ['PUT', 'PATCH', 'DELETE', 'POST']) {
      expect(
        (await audited.alice(method, '.well-known/access-log', { type, body: '' })).status,
      ).toBe(405)
    }
  })

  it.each(['other', '', 'use&kind=use', 'use,denied'])('knows no kind %j', async (kind) => {
    const response = await audited.alice('GET', `.well-known/access-log?kind=${kind}`)

    expect(response.status).toBe(400)
    expect(await response.text()).toContain('use, access-rules, denied')
  })

  it('tells the same in Turtle, each kind in a class of its own', async () => {
    await audited.alice('PUT', 'data/.acl', { type, body: audited.rules('data/'), headers })
    for (const path of ['data/', 'data/']) await audited.asBob('GET', path)
    const graph = parseTurtle(
      await (await audited.alice('GET', '.well-known/access-log')).text(),
      audited.pod.root,
    )
    const [change] = graph.getSubjects(rdf.type, fh.RulesChange, null)

    expect(graph.getObjects(change!, prov.used, null).map(({ value }) => value)).toEqual([
      `${audited.pod.root}data/.acl`,
    ])
    expect(graph.countQuads(change!, fh.viaIssuer, null, null)).toBe(1)
    expect(graph.countQuads(null, rdf.type, fh.Refusal, null)).toBe(1)
    expect(graph.countQuads(null, rdf.type, fh.AccessEvent, null)).toBe(0)
    expect(graph.getObjects(null, fh.leftOut, null).map(({ value }) => value)).toEqual(['1'])
  })
})
