// A server with nothing but identity, on a free port of localhost.
import type { AddressInfo } from 'node:net'
import express from 'express'
import { nothingHere, problems } from '../../server/http/express-problems.ts'
import { openLocalBus } from '../../server/bus.ts'
import { openLog } from '../../server/log.ts'
import { openIdentity } from '../../server/pod/identity/identity.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { alone } from './alone.ts'

export interface IdentityOptions {
  readonly store?: Store
  /** To come back under the same address. */
  readonly port?: number
  readonly now?: () => number
  readonly fetch?: typeof globalThis.fetch
  /** Where the world reaches it, when something stands before it: 'https://pods.example'. */
  readonly baseUrl?: string
  /** How many reverse proxies stand before it. */
  readonly proxies?: number
  readonly signUp?: 'closed' | 'invite' | 'open'
}

export const operatorToken = 'token-of-the-operator'

export type TestIdentity = Awaited<ReturnType<typeof openTestIdentity>>

/** The store that is handed in stays open; one of its own is closed. */
export async function openTestIdentity(options: IdentityOptions = {}) {
  const { store = openMemoryStore(), port = 0, now = Date.now, fetch = globalThis.fetch } = options
  const app = express().set('trust proxy', options.proxies ?? 0)
  const server = app.listen(port, 'localhost')
  await new Promise((resolve) => server.once('listening', resolve))
  const taken = (server.address() as AddressInfo).port
  const local = `http://localhost:${taken}`
  const { baseUrl = local } = options
  const identity = await openIdentity({
    store,
    baseUrl,
    now,
    log: openLog('silent'),
    lead: alone,
    operatorToken,
    fetch,
    ownApps: new Map(),
    mediator: undefined,
    demo: false,
    signUp: options.signUp ?? 'invite',
    bus: openLocalBus(),
    quotaBytes: 10 * 1024 ** 3,
  })
  app.use(identity.router, nothingHere, problems(openLog('silent')))
  return {
    ...identity,
    baseUrl,
    local,
    port: taken,
    store,
    newAccount,
    createAccountOverHttp,
    close,
  }

  function newAccount(name: string) {
    return identity.createAccount({ name, password: `${name}'s password`, displayName: undefined })
  }

  function createAccountOverHttp(body: unknown, headers: Record<string, string> = {}) {
    return globalThis.fetch(`${baseUrl}/.account`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${operatorToken}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }

  async function close() {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await identity.close()
    if (!options.store) await store.close()
  }
}
