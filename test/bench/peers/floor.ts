// The floor as a peer: it answers with what another server answered when it was prepared.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../support/free-port.ts'
import { createProofKey } from '../load/requests.ts'
import type { Peer } from './peer.ts'
import { startProcess } from './start.ts'

const program = fileURLToPath(new URL('floor-server.ts', import.meta.url))

export async function startFloor(): Promise<Peer> {
  const data = await mkdtemp(join(tmpdir(), 'freehold-bench-'))
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const started = await startProcess(['--import', 'tsx', program, String(port), data], {
    probe: `${baseUrl}/`,
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  })
  const bearer = { key: createProofKey(), token: 'no token: the floor checks a signature alone' }
  return {
    name: 'floor',
    title: 'bare node:http handler',
    baseUrl,
    ...started,
    open: `${baseUrl}/open/`,
    own: `${baseUrl}/own/`,
    bearer: async () => bearer,
    ownerHeaders: async () => ({}),
    async stop() {
      await started.stop()
      await rm(data, { recursive: true })
    },
  }
}

/** Lets the floor answer a GET with the bytes and headers that another server answers. */
export async function copyAnswer(floor: Peer, url: string, answer: Response): Promise<void> {
  const left = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'x-request-id'])
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !left.has(name)))
  await fetch(url, {
    method: 'POST',
    headers: { 'X-Headers': JSON.stringify(headers) },
    body: Buffer.from(await answer.arrayBuffer()),
  })
}
