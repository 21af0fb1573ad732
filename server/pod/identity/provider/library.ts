// Builds the protocol library: its settings, where it keeps things, and what it must do otherwise.
import type { EventEmitter } from 'node:events'
import { Provider, errors } from 'oidc-provider'
import type { Log } from '../../../log.ts'
import type { Keys } from '../keys/key-times.ts'
import { leaveSession } from '../sign-ins/sessions.ts'
import { createAdapter } from './adapter.ts'
import type { Adapter } from './adapter.ts'
import {
  answerUnknownPaths,
  compareDigests,
  describeForSolid,
  nameRefreshTokens,
  pinAddress,
  signOutThrough,
} from './adjustments.ts'
import { createClientDocuments } from './client-documents.ts'
import { createClientAdapter } from './clients.ts'
import { createGrantAdapter, createSessionAdapter } from './guarded.ts'
import { createRefreshTokenAdapter } from './refresh-tokens.ts'
import { settings } from './settings.ts'
import type { SettingsWorld } from './settings.ts'

export interface LibraryWorld extends Omit<SettingsWorld, 'adapter'> {
  readonly keys: Keys
  readonly log: Log
}

export function buildLibrary(world: LibraryWorld): Provider {
  const provider = new Provider(world.issuer, settings({ ...world, adapter: adaptersOf(world) }))
  pinAddress(provider, world.issuer)
  compareDigests(provider)
  describeForSolid(provider, world.keys)
  nameRefreshTokens(provider, world.keys)
  signOutThrough(provider, (webId, id) => leaveSession(world.store, webId, id))
  answerUnknownPaths(provider)
  provider.on('server_error', (_ctx, err) => world.log.error({ err }, 'sign-in failed'))
  // What Koa would print itself: connections that break, mostly.
  const koa: EventEmitter = provider
  koa.on('error', (err: unknown) => world.log.warn({ err }, 'sign-in request broke off'))
  return provider
}

/** Where each model of the library is kept. */
function adaptersOf(world: LibraryWorld): (model: string) => Adapter {
  const findDocument = createClientDocuments({
    ...world,
    allowLocal: world.issuer.startsWith('http:'),
    refuse: (why) => new errors.InvalidClientMetadata(why),
  })
  return (model) => {
    const records = createAdapter({ ...world, alreadyUsed }, model)
    if (model === 'Client') return createClientAdapter(records, { ...world, findDocument })
    if (model === 'Session') return createSessionAdapter(records, { ...world, over })
    if (model === 'Grant') return createGrantAdapter(records, world)
    if (model !== 'RefreshToken') return records
    const grants = createGrantAdapter(createAdapter({ ...world, alreadyUsed }, 'Grant'), world)
    return createRefreshTokenAdapter(records, { ...world, grants, alreadyUsed })
  }
}

function alreadyUsed(what: string): Error {
  return new errors.InvalidGrant(`${what} was used`)
}

function over(): Error {
  return new errors.SessionNotFound('this sign-in is over')
}
