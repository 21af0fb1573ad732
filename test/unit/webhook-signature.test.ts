// The signature on webhook messages, verified by another implementation.
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signerOf } from '../../server/pod/identity/keys/signer.ts'
import {
  contentDigest,
  signatureHeaders,
} from '../../server/pod/notifications/webhooks/message-signature.ts'
import { verifySignature } from '../support/signed-message.ts'

const now = 1_700_000_000_999
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const names = { alg: 'ES256', kid: 'the-key' }
const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), ...names }] }
const signer = signerOf({ signing: [{ ...privateKey.export({ format: 'jwk' }), ...names }] })

function sent(address: string, body = '{"type":"Update"}') {
  const url = new URL(address)
  const contentType = 'application/ld+json'
  const message = { method: 'POST', url, contentType, body: Buffer.from(body) }
  const signed = Object.entries(signatureHeaders(message, signer, now))
  const headers: Record<string, string> = Object.fromEntries(
    signed.map(([name, value]) => [name.toLowerCase(), value]),
  )
  return { method: 'POST', url, body, headers: { ...headers, 'content-type': contentType } }
}

describe('the signature of a message', () => {
  it('covers what the message is and where it goes', async () => {
    const signature = await verifySignature(sent('https://Hooks.example:443/in'), jwks)

    expect(signature.covered).toEqual([
      '@method',
      '@scheme',
      '@authority',
      '@path',
      'content-type',
      'content-digest',
    ])
  })

  it('names its key, its time and its use', async () => {
    const { parameters } = await verifySignature(sent('https://hooks.example/'), jwks)

    expect(parameters).toEqual({
      created: '1700000000',
      expires: '1700000300',
      keyid: 'the-key',
      alg: 'ecdsa-p256-sha256',
      tag: 'solid-notification',
    })
  })

  it('covers the query of an address that has one', async () => {
    const message = sent('https://hooks.example/in?secret=one')

    const { covered } = await verifySignature(message, jwks)
    const elsewhere = { ...message, url: new URL('https://hooks.example/in?secret=two') }

    expect(covered).toContain('@query')
    await expect(verifySignature(elsewhere, jwks)).rejects.toThrow('does not verify')
  })

  it.each([
    ['another method', { method: 'PUT' }],
    ['another path', { url: new URL('https://hooks.example/other') }],
    ['another host', { url: new URL('https://hooks.example.evil/in') }],
    ['another scheme', { url: new URL('http://hooks.example:443/in') }],
    ['another body', { body: '{"type":"Delete"}' }],
  ])('does not fit %s', async (_what, change) => {
    const message = { ...sent('https://hooks.example/in'), ...change }

    await expect(verifySignature(message, jwks)).rejects.toThrow(/does not verify|Another body/)
  })

  it('digests bodies as the standard does in its example', () => {
    const digest = contentDigest(Buffer.from('{"hello": "world"}'))

    expect(digest).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:')
  })
})
