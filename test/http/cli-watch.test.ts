// Watching from the shell: a line for each change until it is told to stop.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli } from '../../client/cli/run.ts'
import { changeDocument } from '../../client/sdk/document.ts'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { literal, namedNode, quad } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { cli, temporaryFolder } from '../support/cli.ts'
import type { CommunityAccount } from '../support/community-accounts.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'

let provider: CommunityServer
let bob: CommunityAccount
let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeAll(async () => {
  provider = await startCommunityServer()
  bob = await provider.createAccount('bob')
  folder = await temporaryFolder()
  const { webId, issuer, clientId, clientSecret } = bob
  const key = ['--client-id', clientId, '--client-secret', clientSecret]
  await cli(['login', '--webid', webId, '--issuer', issuer, ...key, '--save', 'bob'], env())
}, 180_000)

afterAll(async () => {
  await folder[Symbol.asyncDispose]()
  await provider.stop()
})

const env = () => ({ FREEHOLD_HOME: folder.path, FREEHOLD_AS: 'bob' })

/** The command, running; `stop` is Ctrl-C. */
function watching(...args: string[]) {
  const stop = new AbortController()
  const stopped = new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve())
  })
  const words = { stdout: '', stderr: '' }
  const code = runCli(['watch', ...args], {
    env: env(),
    write: (text) => void (words.stdout += text),
    warn: (text) => void (words.stderr += text),
    stopped: () => stopped,
  })
  return { code, words, stop: () => stop.abort() }
}

it.each([
  ['in words', [], /^\S+Z {2}Update {2}http:\S+card\n/],
  ['as JSON', ['--json'], /^\{"type":"Update","resource":"http:\S+card".*\}\n/],
])('says what changes %s, and ends with 0 when it is told to', async (_how, more, expected) => {
  const { fetch } = await loginWithCredentials(bob)
  const url = bob.webId.replace('#me', '')
  const { code, words, stop } = watching(url, ...more)
  const note = () => quad(namedNode(url), namedNode(fh.cost), literal(crypto.randomUUID()))

  await expect
    .poll(
      async () => {
        // When it has begun to watch cannot be seen from outside: there is a change again and again.
        await changeDocument(fetch, url, { inserts: [note()] })
        return words.stdout
      },
      { timeout: 20_000, interval: 200 },
    )
    .toMatch(expected)
  stop()

  expect(await code).toBe(0)
  expect(words.stderr).toContain('Ctrl-C')
})

it('ends with 1 when there is no such thing, with 2 when it is no address', async () => {
  const missing = watching(`${bob.storage}nothing-here`, '--json')
  const wrong = watching('profile')

  expect(await missing.code).toBe(1)
  expect(JSON.parse(missing.words.stdout)).toMatchObject({ error: { status: 404 } })
  expect(await wrong.code).toBe(2)
})
