// Signs requests, so that a receiver can tell who sent one, and that it came as it was sent. Pure.
// Source: RFC 9421; RFC 9530 for the digest of the body.
import { createHash } from 'node:crypto'
import type { Signer } from '../../identity/keys/signer.ts'

/** What is sent: the parts that the signature covers. */
export interface Message {
  readonly method: string
  readonly url: URL
  readonly contentType: string
  readonly body: Uint8Array
}

/** How long after it was made a signature should be taken. */
const lifeSeconds = 300

/** Says what the signature is for, so that it is good for nothing else. */
export const signatureTag = 'solid-notification'

/**
 * The headers that sign a message: Content-Digest, Signature-Input and Signature.
 * @param now in milliseconds
 */
export function signatureHeaders(
  message: Message,
  signer: Signer,
  now: number,
): Record<string, string> {
  const digest = contentDigest(message.body)
  const components = componentsOf(message, digest)
  const names = components.map(([name]) => `"${name}"`).join(' ')
  const parameters = `(${names})${parametersOf(signer.keyId, now)}`
  const base = [...components, ['@signature-params', parameters]]
    .map(([name, value]) => `"${name}": ${value}`)
    .join('\n')
  return {
    'Content-Digest': digest,
    'Signature-Input': `sig=${parameters}`,
    Signature: `sig=:${base64(signer.sign(base))}:`,
  }
}

/** 'sha-256=:X48E9q…=:' Source: RFC 9530 §2 */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
}

function componentsOf({ method, url, contentType }: Message, digest: string) {
  const { protocol, host, pathname, search } = url
  return [
    ['@method', method],
    ['@scheme', protocol.slice(0, -1)],
    ['@authority', host],
    ['@path', pathname],
    // Receivers that have one keep secrets in it: a message for one must not do for another.
    ...(search === '' ? [] : [['@query', search]]),
    ['content-type', contentType],
    ['content-digest', digest],
  ]
}

function parametersOf(keyId: string, now: number): string {
  const created = Math.floor(now / 1000)
  return [
    '',
    `created=${created}`,
    `expires=${created + lifeSeconds}`,
    `keyid="${keyId}"`,
    'alg="ecdsa-p256-sha256"',
    `tag="${signatureTag}"`,
  ].join(';')
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
