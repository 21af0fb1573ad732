// Opens everything a server is made of, connects the rooms to each other, and closes it all again.
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import express from 'express'
import { loginWithCredentials } from '../client/sdk/session.ts'
import { Graph } from '../shapes/graph.ts'
import { appDocument, appDocumentUrl } from './app-document.ts'
import { appRoutes } from './app-routes.ts'
import type { Bus } from './bus.ts'
import { countedStore } from './counted-store.ts'
import { createAuthenticate } from './authentication/authenticate.ts'
import { createSeenProofs } from './authentication/seen-proofs.ts'
import type { ProofMemory } from './authentication/seen-proofs.ts'
import { isLocal } from './config.ts'
import type { Config } from './config.ts'
import { nothingHere, problems } from './http/express-problems.ts'
import type { Handler } from './http/listen.ts'
import type { Upgrade } from './http/upgrades.ts'
import { fetchForOrigin } from './http/fetch-for-origin.ts'
import { createSafeFetch } from './http/safe-fetch.ts'
import { openLeadership, repeat } from './leader.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { checkMarks } from './marks.ts'
import { openMediator } from './mediator/mediator.ts'
import { openIdentity } from './pod/identity/identity.ts'
import { openNotifications } from './pod/notifications/notifications.ts'
import { createPodHandler } from './pod/resources/handler.ts'
import { localRevision, readLocalGraph } from './pod/resources/records.ts'
import { sweepBlobs } from './pod/resources/sweep.ts'
import { proofFolderIn } from './proof-folder.ts'
import { isPodPath } from './rooms.ts'
import { openFileBlobs } from './store/file-blobs.ts'
import { openLmdbNames } from './store/lmdb-names.ts'
import { openLmdbStore } from './store/lmdb.ts'
import { openMemoryBlobs } from './store/memory-blobs.ts'
import { openMemoryStore } from './store/memory.ts'
import type { Blobs } from './store/blobs.ts'
import type { Store } from './store/store.ts'

export interface World {
  readonly handler: Handler
  /** Serves requests for web sockets. */
  readonly upgrade: Upgrade
  readonly store: Store
  readonly blobs: Blobs
  /** Closes web sockets, which would never end by themselves. */
  hangUp(): Promise<void>
  close(): Promise<void>
}

/** What everything in the world shares; built before any room opens. */
interface Ground {
  readonly config: Config
  readonly baseUrl: string
  readonly operatorToken: string
  readonly log: Log
  readonly metrics: Metrics
  readonly now: () => number
  /** Reaches the other processes on the same data folder. */
  readonly bus: Bus
  /** From when on the proofs on disk are all that were used; in seconds. */
  readonly proofsSince: number
}

const hourMs = 3_600_000

/** @throws CannotStart when the data folder belongs to another address, or to a demo */
export async function openWorld(ground: Ground): Promise<World> {
  const { config, baseUrl, log, metrics, now, bus } = ground
  const store = countedStore(
    config.store === 'memory' ? openMemoryStore() : openLmdbStore(join(config.dataFolder, 'store')),
    metrics.committed,
  )
  await checkMarks(store, { baseUrl, demo: config.demo }).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const blobs =
    config.store === 'memory'
      ? openMemoryBlobs()
      : await openFileBlobs(join(config.dataFolder, 'blobs'))
  const leadership = openLeadership({ store, now, id: randomUUID(), log })
  const { lead } = leadership
  lead('sweep blobs', (signal) =>
    repeat(hourMs, signal, async () => void (await sweepBlobs(store, blobs, now()))),
  )
  const proofs = proofsOnDisk(ground)
  // One for each purpose, so that hosts which keep one of them waiting hold up no other.
  const outbound = (limits = {}) => createSafeFetch({ allowLoopback: isLocal(baseUrl), ...limits })

  const identity = await openIdentity({
    store,
    baseUrl,
    now,
    log,
    lead,
    fetch: outbound(),
    ownApps: new Map([[appDocumentUrl(baseUrl), appDocument(baseUrl)]]),
    operatorToken: ground.operatorToken,
    mediator: `${baseUrl}/.mediator/#it`,
    demo: config.demo,
    signUp: config.signUp,
    bus,
    quotaBytes: config.quotaBytes,
  })
  const authenticate = createAuthenticate({
    baseUrl,
    now,
    fetch: outbound(),
    regularsFetch: outbound(),
    localIssuer: identity,
    localWebIdDocument,
    localWebIdRevision,
    seenProofs: createSeenProofs(now, proofs),
  })
  const mediatorFetch = outbound()
  const mediator = openMediator({
    store,
    baseUrl,
    now,
    random: () => randomBytes(32).toString('base64url'),
    authenticate,
    fetch: mediatorFetch,
    agentFetch: (agent) => agentFetch(`${baseUrl}/.mediator/agents/${agent}#it`, mediatorFetch),
    issuer: identity.issuer,
    log,
  })
  const pods = createPodHandler({
    store,
    blobs,
    baseUrl,
    now,
    bus,
    lead,
    authenticate,
    resolveLease: mediator.resolveLease,
    fetch: outbound(),
    log,
    quotaBytes: config.quotaBytes,
  })
  const receiverFetch = outbound({ maxBytes: 16_384, bodies: 'thrown away' })
  const senderFetch = fetchForOrigin(baseUrl, outbound(), receiverFetch)
  const notifications = openNotifications({
    pod: pods.pod,
    stillHolds: async ({ local }) => local === undefined || identity.stillHolds(local),
    lead,
    sender: {
      issuer: identity.issuer,
      fetch: receiverFetch,
      signIn: (webId) => agentFetch(webId, senderFetch),
      signer: identity.signer,
      random: Math.random,
    },
  })
  const system = express()
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', config.proxies)
    .use(identity.router)
    .use('/.mediator', mediator.router)
    .use('/.notifications', notifications.router)
    .use(appRoutes(baseUrl))
    .use(nothingHere)
    .use(problems(log))

  return {
    handler: (req, res) => (isPodPath(req.url ?? '/') ? pods(req, res) : system(req, res)),
    upgrade: notifications.upgrade,
    hangUp: notifications.hangUp,
    store,
    blobs,
    close,
  }

  async function close() {
    await notifications.close()
    await leadership.close()
    await mediator.close()
    await identity.close()
    await pods.close()
    await proofs?.names.close()
    await blobs.close()
    await store.close()
  }

  async function localWebIdDocument(webId: string) {
    const url = new URL(webId)
    if (url.origin !== baseUrl) return undefined
    const graph = isPodPath(url.pathname)
      ? await readLocalGraph(store, baseUrl, url.pathname)
      : (notifications.webIdDocument(webId) ?? (await mediator.webIdDocument(webId)))
    // Strangers with an issuer of their own must not learn which documents there are.
    return graph ?? new Graph()
  }

  async function localWebIdRevision(webId: string) {
    const { origin, pathname } = new URL(webId)
    if (origin !== baseUrl) return undefined
    // The documents of agents that run here never change.
    return isPodPath(pathname) ? localRevision(store, pathname) : 0
  }

  /** A fetch that is signed in as an agent which this server runs itself. */
  async function agentFetch(webId: string, through: typeof globalThis.fetch) {
    const credentials = await identity.serviceCredentials(webId)
    const session = await loginWithCredentials(
      { issuer: identity.issuer, ...credentials },
      { fetch: through },
    )
    return session.fetch
  }
}

/** Undefined for a server that keeps nothing: it remembers proofs as long as it runs. */
function proofsOnDisk({ config, proofsSince }: Ground): ProofMemory | undefined {
  if (config.store === 'memory') return undefined
  return { names: openLmdbNames(proofFolderIn(config.dataFolder)), since: proofsSince }
}
