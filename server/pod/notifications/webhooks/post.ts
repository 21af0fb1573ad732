// Sends one message to a receiver: as an agent that it can check, and signed.
import type { Signer } from '../../identity/keys/signer.ts'
import { signatureHeaders } from './message-signature.ts'
import { outcomeOf } from './retry.ts'
import type { Outcome } from './retry.ts'
import { senderOrigin } from './will.ts'

export interface PostWorld {
  readonly baseUrl: string
  /** Milliseconds. */
  readonly now: () => number
  /** A fetch that signs in as the sender: its requests carry a token and a proof of their own. */
  readonly senderFetch: () => Promise<typeof globalThis.fetch>
  /** The key of the issuer that signs at the moment. */
  readonly signer: () => Promise<Signer>
}

export interface Post {
  readonly sendTo: string
  readonly contentType: string
  readonly body: string
}

/**
 * What came of one attempt; no redirect is followed.
 * @throws when this server cannot sign in or sign, which is no fault of the receiver
 */
export async function post(world: PostWorld, message: Post, signal: AbortSignal): Promise<Outcome> {
  const { sendTo, contentType } = message
  const fetch = await world.senderFetch()
  const signer = await world.signer()
  const body = Buffer.from(message.body)
  const signed = { method: 'POST', url: new URL(sendTo), contentType, body }
  const response = await fetch(sendTo, {
    method: 'POST',
    redirect: 'manual',
    signal,
    body,
    headers: {
      'Content-Type': contentType,
      Origin: senderOrigin(world.baseUrl),
      ...signatureHeaders(signed, signer, world.now()),
    },
  }).catch(() => undefined)
  return response ? outcomeOf(response, world.now()) : { kind: 'failed', waitMs: 0 }
}
