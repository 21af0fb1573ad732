// A pod server on a free port with one provisioned pod, for tests. Who asks is believed: the header
// x-test-webid names the agent, x-test-client and x-test-issuer the rest of the token.
import { connect } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { anonymous } from '../../server/authentication/agent.ts'
import type { Agent, Asking } from '../../server/authentication/agent.ts'
import { openLocalBus } from '../../server/bus.ts'
import type { Bus } from '../../server/bus.ts'
import { nothingHere, problems } from '../../server/http/express-problems.ts'
import { noUpgrade } from '../../server/http/upgrades.ts'
import type { Upgrade } from '../../server/http/upgrades.ts'
import type { Lead } from '../../server/leader.ts'
import { openNotifications } from '../../server/pod/notifications/notifications.ts'
import type { SenderWorld } from '../../server/pod/notifications/webhooks/webhooks.ts'
import { usualLimits } from '../../server/http/limits.ts'
import type { Limits } from '../../server/http/limits.ts'
import { listen } from '../../server/http/listen.ts'
import type { Handler } from '../../server/http/listen.ts'
import { Problem } from '../../server/http/problem.ts'
import { openLog } from '../../server/log.ts'
import { podWrites } from '../../server/pod/provision.ts'
import { createPodHandler } from '../../server/pod/resources/handler.ts'
import type { LocalLease, PodWorld } from '../../server/pod/resources/handler.ts'
import type { Blobs } from '../../server/store/blobs.ts'
import { openFileBlobs } from '../../server/store/file-blobs.ts'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openMemoryBlobs } from '../../server/store/memory-blobs.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { alone } from './alone.ts'

export interface TestPod {
  /** 'http://localhost:4711' */
  readonly baseUrl: string
  /** Where this server listens: the same, unless it runs beside another one. */
  readonly origin: string
  /** The storage: 'http://localhost:4711/alice/'. */
  readonly root: string
  /** The owner's WebID, hosted in the pod. */
  readonly alice: string
  readonly store: Store
  readonly blobs: Blobs
  /** Leases of the mediator that this server believes it has, by group IRI. */
  readonly leases: Map<string, LocalLease>
  /** Where the data is, unless it is in memory. */
  readonly folder: string
  /** Errors that were logged: bugs. */
  readonly errors: object[]
  /** A request by some agent; paths are below the storage: 'data/x.ttl', '' for the root. */
  as(webId: string | undefined): Client
  /** The status line of the answer to a request whose bytes are sent as they are. */
  raw(head: string): Promise<string>
  close(): Promise<void>
}

export interface Client {
  (method: string, path: string, options?: Options): Promise<Response>
}

export interface Options {
  readonly type?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}

export interface Changes extends Partial<Pick<PodWorld, 'fetch' | 'now' | 'quotaBytes'>> {
  readonly backend?: 'memory' | 'lmdb'
  /** How patient the server is, where it differs from the usual. */
  readonly limits?: Partial<Limits>
  /** Wraps the store, to see or to delay what happens in it. */
  readonly wrap?: (store: Store) => Store
  /** Tells what changes; this process alone unless given. */
  readonly bus?: Bus
  /** Whether sign-ins hold; all do unless told. */
  readonly stillHolds?: (agent: Agent) => Promise<boolean>
  /** What webhooks are sent with; nothing leaves unless told. */
  readonly sender?: Partial<SenderWorld>
  /** When its work as a leader begins and ends; it leads until it closes unless told. */
  readonly lead?: Lead
  /** Another server on the same data, which it must outlive; on LMDB. */
  readonly beside?: TestPod
}

/** Whoever answers at the moment. */
interface Door {
  handle: Handler
  upgrade: Upgrade
}

export const bob = 'https://bob.example/profile#me'
export const firm = 'https://firm.example/#us'

/** Opens a pod of alice. Whoever opens it closes it. */
export async function openPod(changes: Changes = {}): Promise<TestPod> {
  const { beside } = changes
  const folder = beside?.folder ?? (await mkdtemp(join(tmpdir(), 'freehold-pod-')))
  const [inner, blobs] = await backend(beside ? 'lmdb' : (changes.backend ?? 'memory'), folder)
  const store = changes.wrap?.(inner) ?? inner
  const leases = beside?.leases ?? new Map<string, LocalLease>()
  const errors: object[] = []
  const door: Door = { handle: (_req, res) => void res.destroy(), upgrade: noUpgrade }
  const limits = { ...usualLimits, ...changes.limits }
  const place = { port: 0, host: '127.0.0.1', limits }
  const server = await listen(
    (req, res) => door.handle(req, res),
    place,
    (...request) => door.upgrade(...request),
  )
  const origin = `http://localhost:${server.port}`
  const baseUrl = beside?.baseUrl ?? origin
  const alice = `${baseUrl}/alice/profile/card#me`
  const now = changes.now ?? Date.now
  const silent = openLog('silent')
  const handler = createPodHandler({
    store,
    blobs,
    baseUrl,
    now,
    bus: changes.bus ?? openLocalBus(),
    lead: alone,
    authenticate,
    resolveLease: async (iri) => leases.get(iri),
    fetch: changes.fetch ?? noFetch,
    log: { ...silent, error: (fields) => void errors.push(fields) },
    quotaBytes: changes.quotaBytes ?? 10 * 1024 ** 3,
  })
  const stillHolds = changes.stillHolds ?? (async () => true)
  const sender = { issuer: `${baseUrl}/`, fetch: noFetch, ...unsigned, ...changes.sender }
  const { lead = alone } = changes
  const notifications = openNotifications({ pod: handler.pod, stillHolds, lead, sender })
  const system = express().use('/.notifications', notifications.router).use(nothingHere)
  system.use(problems({ error: (fields) => void errors.push(fields) }))
  door.handle = (req, res) => (isSystems(req.url) ? system(req, res) : handler(req, res))
  door.upgrade = notifications.upgrade
  const pod = { name: 'alice', webId: alice, displayName: 'Alice', baseUrl, now: now() }
  const { writes, conditions } = podWrites({ ...pod, issuer: `${baseUrl}/`, mediator: undefined })
  if (!beside) await store.commit(writes, conditions)
  const root = `${baseUrl}/alice/`
  return { baseUrl, origin, root, alice, store, blobs, leases, folder, errors, as, raw, close }

  function as(webId: string | undefined): Client {
    const who: Record<string, string> = webId === undefined ? {} : { 'x-test-webid': webId }
    return (method, path, { type, headers, body } = {}) =>
      fetch(`${origin}/alice/${path}`, {
        method,
        headers: { ...who, ...(type && { 'content-type': type }), ...headers },
        ...(body !== undefined && { body: Buffer.from(body) }),
        redirect: 'manual',
      })
  }

  async function raw(head: string): Promise<string> {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(Buffer.from(`${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`, 'latin1'))
    const answer = Buffer.concat(await socket.toArray())
    return answer.toString().split('\r\n', 1)[0]!
  }

  async function close(): Promise<void> {
    await notifications.close()
    await server.close()
    await handler.close()
    await blobs.close()
    await store.close()
    if (!beside) await rm(folder, { recursive: true })
  }
}

const isSystems = (target = '/') => target.startsWith('/.')

const noFetch = () => Promise.reject(new Error('The test allows no outbound request'))

const unsigned = {
  signIn: () => Promise.reject(new Error('The test has no provider')),
  signer: () => Promise.reject(new Error('The test has no keys')),
  random: Math.random,
}

/** An ACL with one rule for each [agent or class, modes], here and below. */
export function aclFor(url: string, rules: readonly (readonly [string, string])[]): string {
  const written = rules.map(
    ([who, modes]) =>
      `[] a acl:Authorization; ${who}; acl:accessTo <${url}>; acl:default <${url}>; acl:mode ${modes} .`,
  )
  return ['@prefix acl: <http://www.w3.org/ns/auth/acl#> .', prefixFoaf, ...written].join('\n')
}

const prefixFoaf = '@prefix foaf: <http://xmlns.com/foaf/0.1/> .'

async function backend(name: 'memory' | 'lmdb', folder: string): Promise<[Store, Blobs]> {
  if (name === 'memory') return [openMemoryStore(), openMemoryBlobs()]
  return [openLmdbStore(join(folder, 'store')), await openFileBlobs(join(folder, 'blobs'))]
}

async function authenticate({ rawHeaders }: Asking): Promise<Agent> {
  const header = (name: string) => {
    const at = rawHeaders.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === name)
    return at < 0 ? undefined : rawHeaders[at + 1]
  }
  if (header('authorization') !== undefined) {
    throw new Problem('invalid-token', 'Tests sign in with x-test-webid')
  }
  const webId = header('x-test-webid')
  if (webId === undefined) return anonymous
  return { webId, clientId: header('x-test-client'), issuer: header('x-test-issuer') }
}
