// Notifications of a server with two workers: whichever serves the socket, it tells what was done through
// any of them; and what a worker that died did not tell, the next one does.
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSigner } from '../conformance/signer.ts'
import type { Signer } from '../conformance/signer.ts'
import { temporaryFolder } from '../support/cli.ts'
import { contexts, listenTo } from '../support/listener.ts'
import type { Listener, Told } from '../support/listener.ts'
import { startWorkerServer } from '../support/workers.ts'
import type { Lane, WorkerServer } from '../support/workers.ts'

type Fetch = typeof globalThis.fetch

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: WorkerServer
let lanes: readonly [Lane, Lane]
let sign: Signer
beforeAll(async () => {
  folder = await temporaryFolder()
  server = await startWorkerServer(folder.path)
  lanes = [await server.lane(1), await server.lane(2)]
  sign = await openSigner(await server.account('alice'))
})
afterAll(async () => {
  await Promise.all(lanes.map((each) => each.close()))
  await server.stop()
  await folder[Symbol.asyncDispose]()
})

async function asAlice(fetch: Fetch, method: string, path: string, type: string, body: string) {
  const url = server.baseUrl + path
  const headers = { ...(await sign(method, url)), 'content-type': type }
  return fetch(url, { method, headers, body })
}

async function subscribe(topic: string): Promise<string> {
  const body = { '@context': contexts.current, type: 'WebSocketChannel2023', topic }
  const path = '/.notifications/websocket'
  const answer = await asAlice(fetch, 'POST', path, 'application/ld+json', JSON.stringify(body))
  return ((await answer.json()) as Told).receiveFrom!
}

const put = (lane: Lane, text: string, path = '/alice/data/x') =>
  asAlice(lane.fetch, 'PUT', path, 'text/plain', text)

it('tells each change once and in order, through whichever worker it was made', async () => {
  const topic = `${server.baseUrl}/alice/data/x`
  const addresses = await Promise.all(Array.from({ length: 6 }, () => subscribe(topic)))
  const listeners = await Promise.all(addresses.map((each) => listenTo(each)))
  const etags: (string | null)[] = []

  for (let each = 0; each < 20; each++) {
    etags.push((await put(lanes[each % 2]!, `${each}`)).headers.get('etag'))
  }

  for (const listener of listeners) expect(await states(listener, 20)).toEqual(etags)
  expect(listeners.flatMap(({ waiting }) => waiting)).toEqual([])
  for (const address of addresses) {
    expect(JSON.stringify(server.log)).not.toContain(address.split('/').at(-1))
  }
  for (const { socket } of listeners) socket.terminate()
})

it('tells those whose worker died how things are, when they come back', async () => {
  const topic = `${server.baseUrl}/alice/data/y`
  const addresses = await Promise.all(Array.from({ length: 4 }, () => subscribe(topic)))
  const listeners = await Promise.all(addresses.map((each) => listenTo(each)))
  const [dying] = await server.pids()

  process.kill(dying!, 'SIGKILL')
  const cut = await Promise.race(
    listeners.map(async (each, index) => {
      await once(each.socket, 'close')
      return index
    }),
  )
  // Until the primary knows, it would send connections to the one that is gone.
  await server.logged(({ signal }) => signal === 'SIGKILL')
  const left = await server.lane(2)
  const { headers } = await put(left, 'after', '/alice/data/y')
  const back = await listenTo(addresses[cut]!)

  expect(await back.next()).toMatchObject({ object: topic, state: headers.get('etag') })
  for (const { socket } of [...listeners, back]) socket.terminate()
  await left.close()
})

async function states(listener: Listener, count: number): Promise<unknown[]> {
  const list: unknown[] = []
  while (list.length < count) list.push((await listener.next())['state'])
  return list
}
