// The lightest peer, with its own identity provider, on a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../support/free-port.ts'
import { install } from '../../support/install.ts'
import { createProofKey, signedHeaders } from '../load/requests.ts'
import type { Bearer } from '../load/requests.ts'
import { writeAcls } from './acls.ts'
import type { Peer } from './peer.ts'
import { startProcess } from './start.ts'

const password = 'of a measurement'

export async function startJavascriptSolidServer(): Promise<Peer> {
  const folder = await install('providers/javascript-solid-server')
  const data = await mkdtemp(join(tmpdir(), 'freehold-bench-'))
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const program = join(folder, 'node_modules/javascript-solid-server/bin/jss.js')
  const settings = ['--root', data, '--conneg', '--multiuser', '--quiet', '--host', 'localhost']
  const issuer = ['--idp', '--idp-issuer', `${baseUrl}/`]
  const started = await startProcess(
    [program, 'start', ...settings, ...issuer, '--port', String(port)],
    { probe: `${baseUrl}/`, cwd: folder, env: { TOKEN_SECRET: password } },
  )
  const { podUri, webId } = await createPod(baseUrl)
  const bearer = () => signIn(baseUrl)
  const peer: Peer = {
    name: 'jss',
    title: 'javascript-solid-server 0.0.81',
    baseUrl,
    ...started,
    open: `${podUri}open/`,
    own: `${podUri}own/`,
    bearer,
    ownerHeaders: async (method, url) => signedHeaders(await bearer(), method, url),
    async stop() {
      await started.stop()
      await rm(data, { recursive: true })
    },
  }
  await writeAcls(peer, webId, webId)
  return peer
}

async function createPod(baseUrl: string) {
  const answer = await fetch(`${baseUrl}/.pods`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'bench', email: 'bench@example.org', password }),
  })
  if (!answer.ok) throw new Error(`No pod: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as { podUri: string; webId: string }
}

async function signIn(baseUrl: string): Promise<Bearer> {
  const key = createProofKey()
  const endpoint = `${baseUrl}/idp/credentials`
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', DPoP: key.proof('POST', endpoint) },
    body: JSON.stringify({ username: 'bench', password }),
  })
  if (!answer.ok) throw new Error(`No token: ${answer.status} ${await answer.text()}`)
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return { token, key }
}
