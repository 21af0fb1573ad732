// The clients of the provider: registered ones from the store, others from the document at their id.
import type { Adapter } from './adapter.ts'
import { secretDigest } from '../credentials.ts'
import type { Payload } from './records.ts'

/**
 * The storage of clients. Secrets are kept as digests only; a client whose id is a URL is read from
 * there; and every client, whatever it registered, gets only tokens bound to its key by DPoP.
 */
export function createClientAdapter(
  records: Adapter,
  findDocument: (url: string) => Promise<Payload | undefined>,
): Adapter {
  return { ...records, upsert, find }

  function upsert(id: string, { client_secret: secret, ...payload }: Payload) {
    const kept = typeof secret === 'string' ? { client_secret: secretDigest(secret) } : {}
    return records.upsert(id, { ...payload, ...kept })
  }

  async function find(id: string): Promise<Payload | undefined> {
    const payload = /^https?:/.test(id) ? await findDocument(id) : await records.find(id)
    return payload && { ...payload, dpop_bound_access_tokens: true }
  }
}
