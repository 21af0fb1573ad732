// Leases in the access rules of a provider, told from the rules that it keeps.
import { beforeEach, describe, expect, it } from 'vitest'
import { addLease, removeLease } from '../../client/sdk/access.ts'
import { createFakePod } from '../support/fake-pod.ts'
import type { FakePod } from '../support/fake-pod.ts'
import { createFakeWeb } from '../support/fake-web.ts'
import type { FakeWeb } from '../support/fake-web.ts'

const origin = 'https://pod.example'
const owner = `${origin}/alice/card#me`
const resource = `${origin}/alice/data/a.ttl`
const lease = 'https://mediator.example/leases/1#g'
const other = 'https://mediator.example/leases/2#g'
const prefix = '@prefix acl: <http://www.w3.org/ns/auth/acl#> .'
const rootRules = `${prefix} <#owner> a acl:Authorization ; acl:agent <${owner}> ;
  acl:accessTo <${origin}/alice/> ; acl:default <${origin}/alice/> ;
  acl:mode acl:Read, acl:Write, acl:Control .`
const ownRules = `${prefix} <#mine> a acl:Authorization ; acl:agent <${owner}> ;
  acl:accessTo <${resource}> ; acl:mode acl:Read, acl:Control .`

let pod: FakePod
let web: FakeWeb
let rules: string

beforeEach(() => {
  pod = createFakePod(origin, '/alice/')
  web = createFakeWeb({ [origin]: pod.answer })
  rules = pod.rulesOf('/alice/data/a.ttl')
  pod.documents.set('/alice/', '').set('/alice/data/', '').set('/alice/data/a.ttl', '')
  pod.documents.set(pod.rulesOf('/alice/'), rootRules)
})

/** Runs `change` when the rules are about to be written, the first `times` times. */
function beforeRulesAreWritten(times: number, change: () => void) {
  let left = times
  pod.before = (request) => {
    const isWrite = request.method === 'PUT' || request.method === 'DELETE'
    if (isWrite && left > 0) {
      left -= 1
      change()
    }
    return undefined
  }
}

describe('adding a lease', () => {
  it('copies inherited rules where the resource has none of its own', async () => {
    await addLease(web.fetch, { resource, owner, lease })

    const text = pod.documents.get(rules)
    expect(text).toContain('#inherited-owner')
    expect(text).toContain(`agentGroup <${lease}>`)
    expect(text).toContain(`copiedFrom> <${origin}${pod.rulesOf('/alice/')}>`)
  })

  it('adds one rule to rules that are there, and leaves the others as they are', async () => {
    pod.documents.set(rules, ownRules)
    await addLease(web.fetch, { resource, owner, lease })

    const text = pod.documents.get(rules)
    expect(text).toContain('#mine')
    expect(text).toContain(`agentGroup <${lease}>`)
    expect(text).not.toContain('inherited')
    expect(text).not.toContain('copiedFrom')
  })

  it('covers what is in a container', async () => {
    await addLease(web.fetch, { resource: `${origin}/alice/data/`, owner, lease })

    const text = pod.documents.get(pod.rulesOf('/alice/data/'))
    expect(text?.match(/default <https:\/\/pod\.example\/alice\/data\/>/g)).toHaveLength(2)
  })

  it('writes nothing the second time', async () => {
    await addLease(web.fetch, { resource, owner, lease })
    const before = web.requests.length
    await addLease(web.fetch, { resource, owner, lease })

    expect(web.requests.slice(before).some((each) => each.startsWith('PUT'))).toBe(false)
  })

  it('keeps what somebody else writes at the same time', async () => {
    pod.documents.set(rules, ownRules)
    beforeRulesAreWritten(1, () =>
      pod.documents.set(rules, `${ownRules} <#mine> acl:agent <urn:friend> .`),
    )
    await addLease(web.fetch, { resource, owner, lease })

    const text = pod.documents.get(rules)
    expect(text).toContain('urn:friend')
    expect(text).toContain(lease)
  })

  it('does not copy over rules that somebody else makes at the same time', async () => {
    beforeRulesAreWritten(1, () => pod.documents.set(rules, ownRules))
    await addLease(web.fetch, { resource, owner, lease })

    expect(pod.documents.get(rules)).toContain('#mine')
    expect(pod.documents.get(rules)).toContain(lease)
  })

  it('says so when others never stop writing', async () => {
    let count = 0
    const change = () =>
      pod.documents.set(rules, `${ownRules} <#mine> acl:agent <urn:n${(count += 1)}> .`)
    change()
    beforeRulesAreWritten(99, change)

    await expect(addLease(web.fetch, { resource, owner, lease })).rejects.toMatchObject({
      type: 'conflict',
    })
  })

  it('says so when the provider does not keep what it is sent', async () => {
    pod.before = (request) =>
      request.method === 'PUT' ? new Response(null, { status: 204 }) : undefined

    await expect(addLease(web.fetch, { resource, owner, lease })).rejects.toMatchObject({
      type: 'conflict',
    })
  })

  it('refuses where ACP rules', async () => {
    pod.isAcp = true

    await expect(addLease(web.fetch, { resource, owner, lease })).rejects.toMatchObject({
      type: 'not-enforced',
      detail: expect.stringContaining('ACP') as string,
    })
  })

  it('refuses where the provider does not say where its rules are', async () => {
    pod.before = () => new Response('')

    await expect(addLease(web.fetch, { resource, owner, lease })).rejects.toMatchObject({
      type: 'not-enforced',
    })
  })

  it('refuses what is not there', async () => {
    pod.documents.delete('/alice/data/a.ttl')

    await expect(addLease(web.fetch, { resource, owner, lease })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('refuses when the rules may not be read', async () => {
    pod.before = (request) =>
      request.url.includes('.rules') ? new Response(null, { status: 403 }) : undefined

    await expect(addLease(web.fetch, { resource, owner, lease })).rejects.toMatchObject({
      status: 403,
    })
  })
})

describe('removing a lease', () => {
  it('deletes rules that were copied for it', async () => {
    await addLease(web.fetch, { resource, owner, lease })
    await removeLease(web.fetch, { resource, lease })

    expect(pod.documents.has(rules)).toBe(false)
  })

  it('keeps copied rules while another lease needs them', async () => {
    await addLease(web.fetch, { resource, owner, lease })
    await addLease(web.fetch, { resource, owner, lease: other })
    await removeLease(web.fetch, { resource, lease })

    expect(pod.documents.get(rules)).toContain(other)
    expect(pod.documents.get(rules)).not.toContain(lease)
  })

  it('keeps copied rules that somebody changed', async () => {
    await addLease(web.fetch, { resource, owner, lease })
    const text = pod.documents.get(rules)
    const friend = '<#friend> a <http://www.w3.org/ns/auth/acl#Authorization> .'
    pod.documents.set(rules, `${text}\n${friend}`)
    await removeLease(web.fetch, { resource, lease })

    expect(pod.documents.get(rules)).toContain('#friend')
    expect(pod.documents.get(rules)).not.toContain(lease)
  })

  it('keeps rules that were there before', async () => {
    pod.documents.set(rules, ownRules)
    await addLease(web.fetch, { resource, owner, lease })
    await removeLease(web.fetch, { resource, lease })

    expect(pod.documents.get(rules)).toContain('#mine')
    expect(pod.documents.get(rules)).not.toContain('leases')
  })

  it('does not delete a lease that is added at the same time', async () => {
    await addLease(web.fetch, { resource, owner, lease })
    const both = pod.documents.get(rules)!.replace(`<${lease}>`, `<${lease}>, <${other}>`)
    beforeRulesAreWritten(1, () => pod.documents.set(rules, both))
    await removeLease(web.fetch, { resource, lease })

    expect(pod.documents.get(rules)).toContain(other)
    expect(pod.documents.get(rules)).not.toContain(lease)
  })

  it.each([
    ['the lease is not there', () => pod.documents.set(rules, ownRules)],
    ['there are no rules', () => undefined],
    ['the resource is gone', () => pod.documents.delete('/alice/data/a.ttl')],
  ])('does nothing when %s', async (_when, prepare) => {
    prepare()
    await removeLease(web.fetch, { resource, lease })

    expect(web.requests.every((each) => /^(GET|HEAD)/.test(each))).toBe(true)
  })
})
