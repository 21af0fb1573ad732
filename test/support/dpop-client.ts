// A client that holds a key and makes DPoP proofs with it, right ones and wrong ones.
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import { randomUUID } from 'node:crypto'

export interface DpopClient {
  readonly thumbprint: string
  readonly publicJwk: JWK
  readonly privateJwk: JWK
  readonly privateKey: CryptoKey
  /** A proof; `claims` and `header` replace the usual, undefined leaves one out. */
  proof(claims: object, header?: object): Promise<string>
}

/** What `now` says is the time of its proofs, in milliseconds. */
export async function createDpopClient(now: () => number, alg = 'ES256'): Promise<DpopClient> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  const thumbprint = await calculateJwkThumbprint(publicJwk)
  return { thumbprint, publicJwk, privateJwk: await exportJWK(privateKey), privateKey, proof }

  async function proof(claims: object, header: object = {}) {
    return new SignJWT({ jti: randomUUID(), iat: Math.floor(now() / 1000), ...claims })
      .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk: publicJwk, ...header })
      .sign(privateKey)
  }
}
