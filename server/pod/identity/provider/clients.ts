// The clients of the provider: registered ones from the store, others from the document at their id,
// and our own pages.
import { Stale } from '../../../store/store.ts'
import type { Store } from '../../../store/store.ts'
import { ownClientId } from '../sign-ins/consents.ts'
import { secretDigest } from '../secrets.ts'
import type { Adapter } from './adapter.ts'
import { envelopeOf, recordKey, recordWrite } from './records.ts'
import type { Payload } from './records.ts'

export interface ClientsWorld {
  readonly findDocument: (url: string) => Promise<Payload | undefined>
  /** With a trailing slash: 'https://pods.example/'. */
  readonly issuer: string
}

const daySeconds = 86_400
/** A registration that nobody signs in with is forgotten after this time … */
const unusedSeconds = 7 * daySeconds
/** … and one that was used, so long after the last time. */
const usedSeconds = 180 * daySeconds

/**
 * The storage of clients. Secrets are kept as digests only; a client whose id is a URL is read from
 * there; and every client, whatever it registered, gets only tokens bound to its key by DPoP.
 */
export function createClientAdapter(records: Adapter, world: ClientsWorld): Adapter {
  return { ...records, upsert, find }

  function upsert(id: string, { client_secret: secret, ...payload }: Payload) {
    const kept = typeof secret === 'string' ? { client_secret: secretDigest(secret) } : {}
    return records.upsert(id, { ...payload, ...kept }, unusedSeconds)
  }

  async function find(id: string): Promise<Payload | undefined> {
    const payload = await read(id)
    return payload && { ...payload, dpop_bound_access_tokens: true }
  }

  async function read(id: string): Promise<Payload | undefined> {
    if (id === ownClientId) return ownClient(world.issuer)
    return /^https?:/.test(id) ? world.findDocument(id) : records.find(id)
  }
}

/** Notes, about once a day, that a registered client has signed somebody in. */
export async function keepRegistration(store: Store, id: string, now: number): Promise<void> {
  const key = recordKey('Client', id)
  const entry = /^https?:/.test(id) ? undefined : await store.get(key)
  if (!entry) return
  const { payload, expires } = envelopeOf(entry)
  const wanted = now + usedSeconds * 1000
  if (expires === null || expires > wanted - daySeconds * 1000) return
  try {
    const { revision } = entry
    await store.commit([recordWrite('Client', id, payload as Payload, wanted)], [{ key, revision }])
  } catch (error) {
    // Somebody else has just noted it.
    if (!(error instanceof Stale)) throw error
  }
}

/** Our own pages sign people in like an app does, so that there is one way to sign in. */
function ownClient(issuer: string): Payload {
  return {
    client_id: ownClientId,
    client_name: 'Freehold',
    redirect_uris: [`${issuer}.account/back`],
    post_logout_redirect_uris: [issuer, `${issuer}.account/`],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    scope: 'openid',
    token_endpoint_auth_method: 'none',
  }
}
