// Stopping: what was begun may end, for a while; nothing new begins; then everything is cut.
import { once } from 'node:events'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { Config } from '../../server/config.ts'
import { startServer } from '../../server/serve.ts'
import type { RunningServer } from '../../server/serve.ts'
import { openSigner } from '../conformance/signer.ts'
import { temporaryFolder } from '../support/cli.ts'
import { headOf, openRaw } from '../support/raw-client.ts'
import { address, freeholdProcess } from '../support/server-process.ts'

interface Account {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

async function start(dataFolder: string, settings: Partial<Config> = {}) {
  const server = await startServer({
    port: 0,
    dataFolder,
    store: 'lmdb',
    logLevel: 'error',
    ...settings,
  })
  return server
}

async function accountOn({ baseUrl, operatorToken }: RunningServer): Promise<Account> {
  const answer = await fetch(`${baseUrl}/.account`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorToken}` },
    body: '{"name":"alice"}',
  })
  return (await answer.json()) as Account
}

/** An upload of 100,001 bytes whose last one is still to come. */
async function uploading(server: RunningServer, account: Account) {
  const url = `${server.baseUrl}/alice/public/film.bin`
  const sign = await openSigner(account)
  const signed = await sign('PUT', url)
  const client = await openRaw(server.baseUrl)
  const headers = { ...signed, 'Content-Type': 'video/mp4', 'Content-Length': '100001' }
  client.send(headOf(server.baseUrl, 'PUT /alice/public/film.bin', headers) + 'x'.repeat(100_000))
  await isAlive(server)
  return client
}

/** Also a sign that the server has seen what was sent to it before. */
async function isAlive({ baseUrl }: { readonly baseUrl: string }): Promise<boolean> {
  return (await fetch(`${baseUrl}/.health/live`)).status === 200
}

const readiness = async ({ baseUrl }: { readonly baseUrl: string }) =>
  (await fetch(`${baseUrl}/.health/ready`)).json() as Promise<{ failing?: string[] }>

describe('a server that is told to stop', () => {
  it('says that it is not ready, turns away what is new, and ends what was begun', async () => {
    await using folder = await temporaryFolder()
    const server = await start(folder.path)
    const client = await uploading(server, await accountOn(server))

    const stopped = server.close()
    const ready = await readiness(server)
    const turnedAway = await fetch(`${server.baseUrl}/alice/profile/card`)
    client.send('x')
    const answer = await client.head()
    await stopped

    expect(ready).toEqual({ status: 'failing', failing: ['stopping'] })
    expect(turnedAway.status).toBe(503)
    expect(turnedAway.headers.get('retry-after')).toBe('5')
    expect(answer).toMatch(/^HTTP\/1\.1 201 /)
    await expect(isAlive(server)).rejects.toThrow('fetch failed')
    expect(await readdir(join(folder.path, 'blobs'))).toHaveLength(1)
  })

  it('cuts an upload that does not end in time, and keeps nothing of it', async () => {
    await using folder = await temporaryFolder()
    const server = await start(folder.path, { graceMs: 50 })
    const client = await uploading(server, await accountOn(server))

    await server.close()

    expect(await client.all()).toBe('')
    expect(await readdir(join(folder.path, 'blobs'))).toEqual([])
    const again = await start(folder.path, { port: Number(new URL(server.baseUrl).port) })
    expect((await fetch(`${again.baseUrl}/alice/public/film.bin`)).status).toBe(404)
    await again.close()
  })

  it.each([
    ['lets a slow download end', 5_000, true],
    ['cuts a download that does not end in time', 50, false],
  ])('%s', async (_what, graceMs, isWhole) => {
    await using folder = await temporaryFolder()
    const server = await start(folder.path, { graceMs })
    const session = await loginWithCredentials(await accountOn(server))
    const size = 30_000_000
    await session.fetch(`${server.baseUrl}/alice/public/film.bin`, {
      method: 'PUT',
      headers: { 'content-type': 'video/mp4' },
      body: new Uint8Array(size),
    })
    const download = await fetch(`${server.baseUrl}/alice/public/film.bin`)

    const stopped = server.close()
    await readiness(server).catch(() => undefined)
    if (!isWhole) await stopped
    const read = download.arrayBuffer()

    if (isWhole) expect((await read).byteLength).toBe(size)
    else await expect(read).rejects.toThrow('terminated')
    await stopped
  })

  it('closes at once when nothing is open, idle connections or not', async () => {
    await using folder = await temporaryFolder()
    const server = await start(folder.path, { graceMs: 60_000 })
    const idle = await openRaw(server.baseUrl)
    await isAlive(server)

    await server.close()

    expect(await idle.all()).toBe('')
  })
})

it('a process that gets SIGTERM ends what was begun, and then well', async () => {
  await using folder = await temporaryFolder()
  const child = freeholdProcess(['serve', '--port', '0', '--data', folder.path])
  const baseUrl = await address(child)
  const token = await readFile(join(folder.path, 'operator.token'), 'utf8')
  const client = await openRaw(baseUrl)
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': '16',
    Authorization: `Bearer ${token}`,
  }
  client.send(`${headOf(baseUrl, 'POST /.account', headers)}{"name":`)
  await isAlive({ baseUrl })

  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await expect.poll(() => readiness({ baseUrl })).toMatchObject({ failing: ['stopping'] })
  client.send('"alice"}')
  const answer = await client.head()

  expect(answer).toMatch(/^HTTP\/1\.1 201 /)
  expect((await exited)[0]).toBe(0)
})
