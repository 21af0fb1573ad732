// A whole server for tests that speak to it from outside: its own port, memory, and accounts.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { Session } from '../../client/sdk/session.ts'
import type { Config } from '../../server/config.ts'
import { startServer } from '../../server/serve.ts'

export interface TestAccount {
  readonly webId: string
  readonly storage: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly password: string
}

export interface TestServer {
  readonly baseUrl: string
  readonly operatorToken: string
  /** POSTs to the account API as the operator; the answer as it came. */
  requestAccount(body: object, token?: string): Promise<Response>
  /** A new account with its pod, and a session signed in to it. */
  account(name: string): Promise<TestAccount & { readonly session: Session }>
  close(): Promise<void>
}

export async function startTestServer(settings: Partial<Config> = {}): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'freehold-test-'))
  const server = await startServer({
    port: 0,
    dataFolder,
    store: 'memory',
    logLevel: 'error',
    ...settings,
  })
  return { ...server, requestAccount, account, close }

  function requestAccount(body: object, token = server.operatorToken) {
    return fetch(`${server.baseUrl}/.account`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  }

  async function account(name: string) {
    const response = await requestAccount({ name })
    if (!response.ok) throw new Error(await response.text())
    const created = (await response.json()) as TestAccount
    return { ...created, session: await loginWithCredentials(created) }
  }

  async function close() {
    await server.close()
    await rm(dataFolder, { recursive: true })
  }
}
