// Asks a running server for new keys, as its operator.
import { request } from '../sdk/request.ts'

export interface ServerKey {
  readonly keyId: string
  /** 'ES256' */
  readonly algorithm: string
  readonly state: 'next' | 'current' | 'retiring'
  /** When it begins to sign, in milliseconds. */
  readonly from: number
  /** When it is published no longer, in milliseconds; absent while no other follows it. */
  readonly until?: number
}

/** The keys of the server after the change. @throws RequestError when the server refuses */
export async function rotateKeys(
  baseUrl: string,
  operatorToken: string,
  now: boolean,
): Promise<ServerKey[]> {
  const response = await request(globalThis.fetch, new URL('/.account/keys', baseUrl).href, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${operatorToken}` },
    body: JSON.stringify({ now }),
  })
  return ((await response.json()) as { keys: ServerKey[] }).keys
}
