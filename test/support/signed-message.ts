// Verifies signed requests (RFC 9421) as a receiver would who has read nothing but the standard.
import { createHash } from 'node:crypto'
import { importJWK } from 'jose'
import type { JSONWebKeySet } from 'jose'

export interface SignedMessage {
  readonly method: string
  /** As the receiver was addressed. */
  readonly url: URL
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface Signature {
  /** What it covers, in order: '@method', 'content-digest' … */
  readonly covered: readonly string[]
  readonly parameters: Readonly<Record<string, string>>
}

/** What the signature of a message says; rejects when it is not by one of these keys. */
export async function verifySignature(
  message: SignedMessage,
  jwks: JSONWebKeySet,
): Promise<Signature> {
  const [, label, input] = /^(\w+)=(.*)$/.exec(textOf(message, 'signature-input'))!
  const [, list, rest] = /^\((.*?)\)(.*)$/.exec(input!)!
  const covered = list!.split(' ').map(unquoted)
  const parameters = Object.fromEntries(
    rest!
      .slice(1)
      .split(';')
      .map((each) => [each.split('=', 1)[0]!, unquoted(each.replace(/^\w+=/, ''))]),
  )
  const lines = covered.map((name) => `"${name}": ${componentOf(message, name)}`)
  const base = [...lines, `"@signature-params": ${input}`].join('\n')
  const jwk = jwks.keys.find(({ kid }) => kid === parameters['keyid'])
  if (!jwk) throw new Error('The signature is by an unknown key')
  const key = (await importJWK(jwk, 'ES256')) as CryptoKey
  const [, encoded] = new RegExp(`^${label}=:(.*):$`).exec(textOf(message, 'signature'))!
  const signature = Buffer.from(encoded!, 'base64')
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const holds = await crypto.subtle.verify(algorithm, key, signature, Buffer.from(base))
  if (!holds) throw new Error('The signature does not verify')
  const digest = createHash('sha256').update(message.body).digest('base64')
  if (textOf(message, 'content-digest') !== `sha-256=:${digest}:`) throw new Error('Another body')
  return { covered, parameters }
}

function componentOf(message: SignedMessage, name: string): string {
  const { method, url } = message
  if (name === '@method') return method
  if (name === '@scheme') return url.protocol.replace(':', '')
  if (name === '@authority') return url.host
  if (name === '@path') return url.pathname
  if (name === '@query') return url.search || '?'
  if (name.startsWith('@')) throw new Error(`Unknown component ${name}`)
  return textOf(message, name)
}

function textOf({ headers }: SignedMessage, name: string): string {
  const value = headers[name]
  if (typeof value !== 'string') throw new Error(`The message has no header ${name}`)
  return value.trim()
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1')
}
