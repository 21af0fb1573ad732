// What the access log tells of refusals: who was refused what, within limits.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minute, noted, openAuditedPod, start } from '../support/audit.ts'
import type { AuditedPod } from '../support/audit.ts'
import { bob, firm } from '../support/pod.ts'

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

describe('a refusal', () => {
  it('is noted with who asked for what, whether or not it is there', async () => {
    await audited.alice('PUT', 'data/x.ttl', { type, body: '' })
    await audited.asBob('GET', 'data/x.ttl', { headers })
    audited.pass(1)
    await audited.asBob('DELETE', 'data/none.ttl', { headers })
    audited.pass(1)
    await audited.asBob('PUT', 'data/.acl', { type, body: audited.rules('data/') })
    const entries = await audited.log()

    expect(entries.map(noted)).toEqual([
      ['denied', `${audited.pod.root}data/.acl`, 'PUT', 403],
      ['denied', `${audited.pod.root}data/none.ttl`, 'DELETE', 403],
      ['denied', `${audited.pod.root}data/x.ttl`, 'GET', 403],
    ])
    expect(entries[1]).toMatchObject({ agent: bob, client, issuer, grants: [] })
  })

  it('is noted when the grant that was named does not cover it, and for the log itself', async () => {
    const grant = { headers: { 'freehold-grant': 'https://mediator.example/grants/1' } }
    await audited.pod.as(firm)('GET', 'profile/card', grant)
    await audited.asBob('GET', '.well-known/access-log')

    expect(new Set((await audited.log()).map(({ agent }) => agent))).toEqual(new Set([bob, firm]))
  })

  it('is not noted for those who are not signed in, nor what is none', async () => {
    await audited.pod.as(undefined)('GET', 'data/')
    await audited.asBob('GET', 'profile/card')
    await audited.alice('GET', 'data/none.ttl')
    await audited.asBob('GET', 'profile/card', {
      headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'script' },
    })
    await audited.alice('TRACE', 'data/').catch(() => undefined)

    expect(await audited.log()).toEqual([])
  })

  it('tells the refused nothing: the same words for what is there, noted, or only counted', async () => {
    await audited.alice('PUT', 'data/x.ttl', { type, body: '' })
    const answers: string[] = []
    for (const path of ['data/x.ttl', 'data/x.ttl', 'data/y.ttl', 'data/y.ttl']) {
      const answer = await audited.asBob('GET', path)
      const names = [...answer.headers.keys()].toSorted().join()
      answers.push(`${answer.status} ${names} ${await answer.text()}`)
    }

    expect(new Set(answers).size).toBe(1)
    expect((await audited.log()).map(({ leftOut }) => leftOut)).toEqual([undefined, undefined, 2])
  })

  it('is answered although it cannot be noted', async () => {
    await audited.pod.close()
    audited = await openAuditedPod({
      wrap: (store) => ({ ...store, commit: (...change) => commit(store.commit, change) }),
    })
    isBroken = true
    const { status } = await audited.asBob('GET', 'data/')
    const none = await audited.log()
    isBroken = false

    expect([status, none]).toEqual([403, []])
  })

  let isBroken = false
  function commit<T extends unknown[]>(inner: (...change: T) => Promise<void>, change: T) {
    return isBroken ? Promise.reject(new Error('disk full')) : inner(...change)
  }
})

describe('many refusals', () => {
  it('of one agent on one resource are noted once a minute, and counted', async () => {
    for (let i = 0; i < 5; i++) await audited.asBob('GET', 'data/')
    audited.pass(1)
    await audited.asBob('GET', 'inbox/')
    audited.pass(minute)
    await audited.asBob('GET', 'data/')
    const entries = await audited.log()

    expect(entries.map(({ resource, leftOut }) => [resource, leftOut])).toEqual([
      [`${audited.pod.root}data/`, undefined],
      [`${audited.pod.root}inbox/`, undefined],
      [`${audited.pod.root}data/`, undefined],
      [audited.pod.root, 4],
    ])
  })

  it('are noted up to a hundred an hour, from however many agents', async () => {
    const agents = Array.from({ length: 130 }, (_, i) => `https://agent${i}.example/#me`)
    for (const agent of agents) await audited.pod.as(agent)('GET', 'data/')
    const first = await audited.log()
    audited.pass(60 * minute)
    await audited.asBob('GET', 'data/')
    const later = await audited.log()

    expect(first.filter(({ leftOut }) => leftOut === undefined)).toHaveLength(100)
    expect(first.find(({ leftOut }) => leftOut !== undefined)).toEqual({
      kind: 'denied',
      time: start,
      grants: [],
      resource: audited.pod.root,
      leftOut: 30,
      seenBy: 'server',
    })
    expect(later).toHaveLength(102)
    expect(later[0]).toMatchObject({ agent: bob })
  })

  it('with endless names are counted only', async () => {
    await audited.pod.as(`https://stranger.example/${'x'.repeat(9000)}`)('GET', 'data/')

    expect(await audited.log()).toMatchObject([{ kind: 'denied', leftOut: 1 }])
  })

  it('do not push uses and changes of rules out of sight', async () => {
    await audited.alice('PUT', 'data/.acl', { type, body: audited.rules('data/') })
    audited.pass(1)
    for (const path of ['data/', 'inbox/', 'settings/']) await audited.asBob('GET', path)
    const kinds = async (query: string) => (await audited.log(query)).map(({ kind }) => kind)

    expect(await kinds('?limit=2')).toEqual(['denied', 'denied'])
    expect(await kinds('?limit=2&kind=access-rules&kind=use')).toEqual(['access-rules'])
    const before = encodeURIComponent(new Date(Date.parse(start) + 1).toISOString())
    expect(await kinds(`?before=${before}`)).toEqual(['access-rules'])
  })

  it('are forgotten after thirty days; changes of rules are not', async () => {
    await audited.alice('PUT', 'data/.acl', { type, body: audited.rules('data/') })
    for (const path of ['data/', 'data/']) await audited.asBob('GET', path)
    expect(await audited.log()).toHaveLength(3)
    audited.pass(31 * 24 * 60 * minute)
    await audited.asBob('GET', 'inbox/')

    expect((await audited.log()).map(noted)).toEqual([
      ['denied', `${audited.pod.root}inbox/`, 'GET', 403],
      ['access-rules', `${audited.pod.root}data/.acl`, 'PUT', 201],
    ])
  })
})
