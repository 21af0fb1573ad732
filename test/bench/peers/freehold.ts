// Our own server, as it is installed: the built program, its embedded store in a folder of its own.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../support/free-port.ts'
import { signIn, signedHeaders } from '../load/requests.ts'
import { writeAcls } from './acls.ts'
import type { Peer } from './peer.ts'
import { startProcess } from './start.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export async function startFreehold(extra: readonly string[] = []): Promise<Peer> {
  const data = await mkdtemp(join(tmpdir(), 'freehold-bench-'))
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const args = ['serve', '--port', String(port), '--data', data, ...extra]
  const main = join(root, 'dist/client/cli/main.js')
  const started = await startProcess([main, ...args], {
    probe: `${baseUrl}/.health/ready`,
    cwd: root,
  })
  const account = await createAccount(baseUrl, data)
  const ownerHeaders = async (method: string, url: string) =>
    signedHeaders(await signIn(account), method, url)
  const peer: Peer = {
    name: 'freehold',
    title: 'Freehold, embedded store',
    baseUrl,
    ...started,
    open: `${account.storage}open/`,
    own: `${account.storage}own/`,
    bearer: () => signIn(account),
    ownerHeaders,
    async stop() {
      await started.stop()
      await rm(data, { recursive: true })
    },
  }
  await writeAcls(peer, account.webId, account.webId)
  return peer
}

async function createAccount(url: string, folder: string) {
  const operator = (await readFile(join(folder, 'operator.token'), 'utf8')).trim()
  const answer = await fetch(`${url}/.account`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${operator}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'bench' }),
  })
  if (!answer.ok) throw new Error(`No account: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as {
    webId: string
    storage: string
    issuer: string
    clientId: string
    clientSecret: string
  }
}
