// Proofs that were used stay used: on the other worker, after a restart, and after kill -9.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSigner } from '../conformance/signer.ts'
import type { SignedHeaders } from '../conformance/signer.ts'
import { temporaryFolder } from '../support/cli.ts'
import { address, freeholdProcess, stopped } from '../support/server-process.ts'
import { startWorkerServer } from '../support/workers.ts'

interface Folder {
  readonly path: string
}

async function start({ path }: Folder, settings: readonly string[] = ['--port', '0']) {
  const child = freeholdProcess(['serve', '--data', path, ...settings])
  const baseUrl = await address(child)
  return { child, baseUrl, again: ['--port', new URL(baseUrl).port] }
}

type Started = Awaited<ReturnType<typeof start>>

async function kill({ child }: Started): Promise<void> {
  child.kill('SIGKILL')
  await stopped(child)
}

async function signerAt({ baseUrl }: Started, { path }: Folder) {
  const token = (await readFile(join(path, 'operator.token'), 'utf8')).trim()
  const answer = await fetch(`${baseUrl}/.account`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"name":"alice"}',
  })
  return openSigner((await answer.json()) as Parameters<typeof openSigner>[0])
}

async function ask(url: string, headers: SignedHeaders): Promise<[number, string]> {
  const response = await fetch(url, { headers: { ...headers } })
  return [response.status, await response.text()]
}

const usedBefore = [401, expect.stringContaining('used before') as string]
const olderThanServer = [401, expect.stringContaining('older than this server') as string]

describe('a proof that was used', { timeout: 90_000 }, () => {
  it.each([
    ['stopped', async ({ child }: Started) => void (await stopped(child))],
    ['killed', kill],
  ])('is refused after the server was %s, and a new one is not', async (_how, end) => {
    await using folder = await temporaryFolder()
    const first = await start(folder)
    const sign = await signerAt(first, folder)
    const url = `${first.baseUrl}/alice/`
    const [signed, spare] = [await sign('GET', url), await sign('GET', url)]
    expect((await ask(url, signed))[0]).toBe(200)

    await end(first)
    const second = await start(folder, first.again)

    expect(await ask(url, signed)).toEqual(usedBefore)
    expect((await ask(url, spare))[0]).toBe(200)
    expect((await ask(url, await sign('GET', url)))[0]).toBe(200)
    await stopped(second.child)
  })

  it('is refused when the machine went down under the server, used or not', async () => {
    await using folder = await temporaryFolder()
    const first = await start(folder)
    const sign = await signerAt(first, folder)
    const url = `${first.baseUrl}/alice/`
    const [signed, spare] = [await sign('GET', url), await sign('GET', url)]
    await ask(url, signed)

    await kill(first)
    const state = join(folder.path, 'seen-proofs', 'state.json')
    const before = JSON.parse(await readFile(state, 'utf8')) as object
    await writeFile(state, JSON.stringify({ ...before, boot: 'an earlier start' }))
    const second = await start(folder, first.again)

    expect(await ask(url, signed)).toEqual(olderThanServer)
    expect(await ask(url, spare)).toEqual(olderThanServer)
    await stopped(second.child)
  })

  it('is refused when what was kept of it is damaged, and the server starts', async () => {
    await using folder = await temporaryFolder()
    const first = await start(folder)
    const sign = await signerAt(first, folder)
    const url = `${first.baseUrl}/alice/`
    const signed = await sign('GET', url)
    await ask(url, signed)

    await kill(first)
    await writeFile(join(folder.path, 'seen-proofs', 'data.mdb'), 'x'.repeat(50_000))
    const second = await start(folder, first.again)

    expect(await ask(url, signed)).toEqual(olderThanServer)
    await stopped(second.child)
  })

  it('is refused by a worker that replaced the one where it was used', async () => {
    await using folder = await temporaryFolder()
    const server = await startWorkerServer(folder.path)
    const sign = await openSigner(await server.account('alice'))
    const url = `${server.baseUrl}/alice/`
    const signed = await sign('GET', url)
    expect((await ask(url, signed))[0]).toBe(200)

    for (const pid of await server.pids()) process.kill(pid, 'SIGKILL')
    await server.logged(({ signal }) => signal === 'SIGKILL')

    expect(await askUntilAnswered(url, signed)).toEqual(usedBefore)
    await server.stop()
  })
})

/**
 * Nobody answers while all workers are being replaced, and a connection that was on its way to one as it
 * was killed stays without an answer.
 */
async function askUntilAnswered(url: string, headers: SignedHeaders): Promise<[number, string]> {
  const ready = new URL('/.health/ready', url)
  const answered = async () =>
    (await fetch(ready, { signal: AbortSignal.timeout(1_000) })).status === 200
  while (!(await answered().catch(() => false))) await new Promise(setImmediate)
  return ask(url, headers)
}
