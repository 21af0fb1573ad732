// ID tokens as Solid-OIDC wants them: for the app and for "solid", bound to the app's key.
// Source: Solid-OIDC, ID Token. The provider library knows one audience only, so its token is signed anew.
import { SignJWT, compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose'
import type { JWTPayload } from 'jose'
import { publicKeys } from '../keys/key-times.ts'
import type { Keys } from '../keys/key-times.ts'

/** The same token with aud [client, 'solid'], azp, and cnf when the key's thumbprint is known. */
export function solidIdToken(token: string, jkt: string | undefined, keys: Keys): Promise<string> {
  const payload = decodeJwt(token)
  const client = String(payload.aud)
  const binding = jkt === undefined ? {} : { cnf: { jkt } }
  const claims = { ...payload, ...binding, aud: [client, 'solid'], azp: client }
  return sign(claims, decodeProtectedHeader(token).alg, keys)
}

/**
 * An address whose id_token_hint the library understands: one of our tokens gets its single audience
 * back. Anything else stays as it is, for the library to refuse.
 */
export async function withPlainHint(address: string, keys: Keys): Promise<string> {
  const url = URL.parse(address, 'http://localhost')
  const hint = url?.searchParams.get('id_token_hint')
  if (!url || !hint) return address
  const payload = await ownPayload(hint, keys)
  if (!payload || typeof payload['azp'] !== 'string') return address
  const claims = { ...payload, aud: payload['azp'] }
  url.searchParams.set('id_token_hint', await sign(claims, decodeProtectedHeader(hint).alg, keys))
  return url.pathname + url.search
}

async function sign(claims: JWTPayload, alg: string | undefined, keys: Keys): Promise<string> {
  const jwk = keys.signing.find((each) => each.alg === alg) ?? keys.signing[0]!
  return new SignJWT(claims)
    .setProtectedHeader({ alg: jwk.alg!, kid: jwk.kid! })
    .sign(await importJWK(jwk))
}

/** The claims of a token that we signed, expired or not; undefined for all else. */
async function ownPayload(token: string, keys: Keys): Promise<JWTPayload | undefined> {
  try {
    const { kid } = decodeProtectedHeader(token)
    const jwk = publicKeys(keys).keys.find((each) => each.kid === kid)
    if (!jwk) return undefined
    await compactVerify(token, await importJWK(jwk))
    return decodeJwt(token)
  } catch {
    // Not a token, or not ours: a hint from the network may be anything.
    return undefined
  }
}
