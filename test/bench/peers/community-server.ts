// The reference server with its file backend, on a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCommunityAccount } from '../../support/community-accounts.ts'
import { freePort } from '../../support/free-port.ts'
import { install } from '../../support/install.ts'
import { signIn, signedHeaders } from '../load/requests.ts'
import { writeAcls } from './acls.ts'
import type { Peer } from './peer.ts'
import { startProcess } from './start.ts'

export async function startCommunityServer(): Promise<Peer> {
  const folder = await install('providers/community-server')
  const data = await mkdtemp(join(tmpdir(), 'freehold-bench-'))
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const program = join(folder, 'node_modules/@solid/community-server/bin/server.js')
  const settings = ['-c', '@css:config/file.json', '-f', data, '-l', 'warn', '-t']
  const started = await startProcess(
    [program, ...settings, '-p', String(port), '-b', `${baseUrl}/`],
    { probe: `${baseUrl}/.account/`, cwd: folder },
  )
  const account = await createCommunityAccount(baseUrl, 'bench')
  const peer: Peer = {
    name: 'css',
    title: 'Community Solid Server 7.2.0, file backend',
    baseUrl,
    ...started,
    open: `${account.storage}open/`,
    own: `${account.storage}own/`,
    bearer: () => signIn(account),
    ownerHeaders: async (method, url) => signedHeaders(await signIn(account), method, url),
    async stop() {
      await started.stop()
      await rm(data, { recursive: true })
    },
  }
  await writeAcls(peer, account.webId, account.webId)
  return peer
}
