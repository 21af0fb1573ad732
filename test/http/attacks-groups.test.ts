// Attacks by groups elsewhere: addresses inside, hosts that hang, members that come and go.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { expectRefused, openTarget } from '../support/attack.ts'
import type { Target } from '../support/attack.ts'
import { turtle } from '../support/attack-bodies.ts'
import { aclFor, bob, openPod } from '../support/pod.ts'
import { openSimulatedServer } from '../support/simulated-server.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget()
  await target.alice('PUT', '/alice/share/doc', turtle('<#a> <#b> "secret" .'))
})
afterAll(() => target.close())

/** Sets the rules of a resource of alice's, and below it. */
async function allow(path: string, ...rules: (readonly [string, string])[]) {
  const body = aclFor(target.baseUrl + path, [
    [`acl:agent <${target.webIds.alice}>`, 'acl:Read, acl:Write, acl:Control'],
    ...rules,
  ])
  const answer = await target.alice('PUT', `${path}.acl`, turtle(body))
  expect(answer.status).toBeLessThan(300)
}
const shareWith = (group: string) =>
  allow('/alice/share/', [`acl:agentGroup <${group}>`, 'acl:Read'])
const membersOf = (...webIds: string[]) =>
  webIds.map((each) => `<#us> <http://www.w3.org/2006/vcard/ns#hasMember> <${each}> .`).join('')

describe('a group', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data#us',
    'http://10.0.0.1/g#us',
    'https://[::ffff:a00:1]/g#us',
    'http://0x7f000001:1/g#us',
    'file:///etc/passwd#us',
    'ftp://localhost/g#us',
    'https://user:password@localhost/g#us',
    'urn:uuid:0#us',
  ])('at %s lets nobody in', async (group) => {
    await shareWith(group)

    expectRefused(await target.bob('GET', '/alice/share/doc'), 403)
    expect((await target.alice('GET', '/alice/share/doc')).status).toBe(200)
  })

  it('on this machine is not asked by a server that the world can reach', async () => {
    const inside = await openSimulatedServer((_req, res) => res.end(membersOf(bob)))
    const pod = await openPod({ fetch: createSafeFetch({ allowLoopback: false }) })
    await pod.as(pod.alice)('PUT', 'share/.acl', {
      type: 'text/turtle',
      body: aclFor(`${pod.root}share/`, [[`acl:agentGroup <${inside.url}/g#us>`, 'acl:Read']]),
    })

    expect((await pod.as(bob)('GET', 'share/')).status).toBe(403)
    expect(inside.requests).toEqual([])
    await pod.close()
    await inside.close()
  })

  it('lets in whom it lists now, however often it changes its mind', async () => {
    let members = membersOf(target.webIds.bob)
    const host = await openSimulatedServer((_req, res) => {
      res.setHeader('content-type', 'text/turtle').end(members)
    })
    await shareWith(`${host.url}/g#us`)

    expect((await target.bob('GET', '/alice/share/doc')).status).toBe(200)
    members = ''
    expectRefused(await target.bob('GET', '/alice/share/doc'), 403)
    members = membersOf(target.webIds.bob)
    expect((await target.bob('GET', '/alice/share/doc')).status).toBe(200)
    await host.close()
  })

  it('whose host hangs, redirects in circles, or never ends lets nobody in, and holds nobody up', async () => {
    const host = await openSimulatedServer((req, res) => {
      if (req.url === '/hangs') return
      if (req.url === '/circle') res.writeHead(302, { location: '/circle' }).end()
      else res.writeHead(200, { 'content-type': 'text/turtle' }).write('#'.repeat(3_000_000))
    })
    for (const path of ['/circle', '/endless', '/hangs']) {
      await shareWith(`${host.url}${path}#us`)
      expectRefused(await target.bob('GET', '/alice/share/doc'), 403)
      expectRefused(await target.bob('PUT', '/alice/share/x', turtle('')), 403)
      expect((await target.alice('GET', '/alice/share/doc')).status).toBe(200)
    }
    await host.close()
  })

  it('that hangs costs a request its time once, not at every look', async () => {
    const host = await openSimulatedServer(() => undefined)
    await allow(
      '/alice/share/',
      [`acl:agent <${target.webIds.bob}>`, 'acl:Write'],
      [`acl:agentGroup <${host.url}/g#us>`, 'acl:Read'],
    )

    expect((await target.bob('PUT', '/alice/share/new', turtle(''))).status).toBe(201)
    expect(host.requests).toHaveLength(1)
    await host.close()
  })
})
