// Access that ends while it is being used: downloads, and grants at the edge of their time.
import { expect, it } from 'vitest'
import { aclFor, bob, firm, openPod } from '../support/pod.ts'

const megabytes = 1024 * 1024

it('cuts off a long download after access is withdrawn', async () => {
  let time = Date.now()
  const pod = await openPod({ now: () => time, backend: 'lmdb' })
  const alice = pod.as(pod.alice)
  const rules = (modes: string) =>
    alice('PUT', 'share/.acl', {
      type: 'text/turtle',
      body: aclFor(`${pod.root}share/`, [
        [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
        [`acl:agent <${bob}>`, modes],
      ]),
    })
  await rules('acl:Read')
  const body = Buffer.alloc(40 * megabytes, 'x')
  await alice('PUT', 'share/film', { type: 'video/mp4', body })

  const download = await pod.as(bob)('GET', 'share/film')
  const reader = download.body!.getReader()
  const first = await reader.read()
  await rules('acl:Append')
  time += 2_000

  expect(download.status).toBe(200)
  expect(first.value!.length).toBeGreaterThan(0)
  const rest = async () => {
    while (!(await reader.read()).done);
  }
  await expect(rest()).rejects.toThrow()
  await pod.close()
})

it('lets a download go on for as long as access lasts', async () => {
  let time = Date.now()
  const pod = await openPod({ now: () => (time += 700), backend: 'lmdb' })
  const body = Buffer.alloc(5 * megabytes, 'x')
  await pod.as(pod.alice)('PUT', 'public/film', { type: 'video/mp4', body })

  const download = await pod.as(undefined)('GET', 'public/film')

  expect((await download.arrayBuffer()).byteLength).toBe(5 * megabytes)
  await pod.close()
})

it('ends with a lease to the millisecond, at the next request', async () => {
  const end = Date.parse('2030-01-01T00:00:00Z')
  let time = end - 1
  const pod = await openPod({ now: () => time })
  const group = `${pod.baseUrl}/.mediator/leases/secret#g`
  const lease = (members: string[]) =>
    pod.leases.set(group, { members, grant: 'https://mediator.example/grant', purpose: undefined })
  await pod.as(pod.alice)('PUT', 'share/.acl', {
    type: 'text/turtle',
    body: aclFor(`${pod.root}share/`, [
      [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'],
      [`acl:agentGroup <${group}>`, 'acl:Read'],
    ]),
  })
  lease([firm])
  const status = async () => (await pod.as(firm)('GET', 'share/')).status

  const before = await status()
  time = end
  lease([])

  expect([before, await status()]).toEqual([200, 403])
  await pod.close()
})
