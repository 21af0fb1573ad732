// How credentials are refused, and how a client is told what to send instead.
import { algorithmNames } from './jws.ts'

/** What was wrong: the access token, or the proof sent with it. Source: RFC 9449 §7.1. */
export type RefusalCode = 'invalid_token' | 'invalid_dpop_proof'

/** Thrown by every check of this room; `message` says what would help, without quoting secrets. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/**
 * The value of WWW-Authenticate for answers that ask to sign in, with what was wrong if something
 * was. 'https://pods.example' → 'DPoP realm="https://pods.example/", scope="openid webid", …'
 * Source: RFC 9449 §7.1, Solid-OIDC.
 */
export function challenge(baseUrl: string, code?: RefusalCode): string {
  const fields = [
    `realm="${baseUrl}/"`,
    'scope="openid webid"',
    `algs="${algorithmNames.join(' ')}"`,
    ...(code === undefined ? [] : [`error="${code}"`]),
  ]
  return `DPoP ${fields.join(', ')}`
}
