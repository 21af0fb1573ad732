// Attacks with keys and proofs: keys that are weak, huge, secret or many, and proofs that are sent again in disguise.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openFrontDoor, signedIn } from '../support/front-door.ts'
import type { FrontDoor } from '../support/front-door.ts'
import { openSimulatedIssuer, usualClaims } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'

const now = () => Date.UTC(2026, 10, 2, 12)

let issuer: SimulatedIssuer
let door: FrontDoor
let client: DpopClient

beforeEach(async () => {
  issuer = await openSimulatedIssuer(now)
  door = await openFrontDoor(now)
  client = await createDpopClient(now)
})
afterEach(async () => {
  await door.close()
  await issuer.close()
})

async function ask(token?: string, dpop?: string) {
  const usual = await signedIn(door.url, client, issuer, token)
  return fetch(door.url, { headers: dpop === undefined ? usual : { ...usual, dpop } })
}

async function expectRefusal(response: Response, detail: RegExp) {
  const problem = (await response.json()) as { detail: string }
  expect(problem.detail).toMatch(detail)
  expect(response.status).toBe(401)
}

interface Key {
  readonly alg: string
  readonly jwk: object
  sign(text: string): Buffer
}

/** A JWS by a key that no library would sign with. */
function signedBy(key: Key, header: object, claims: object): string {
  const text = `${encode({ alg: key.alg, ...header })}.${encode(claims)}`
  return `${text}.${key.sign(text).toString('base64url')}`
}

describe('a proof', () => {
  it.each<[string, () => Key]>([
    ['by RSA of 512 bits', () => rsa(512)],
    ['by RSA of 1,024 bits', () => rsa(1024)],
    ['by RSA that would take long to verify', () => huge({ n: 'x'.repeat(2_731), e: 'AQAB' })],
    ['by RSA with an enormous exponent', () => huge({ n: 'x'.repeat(342), e: 'x'.repeat(342) })],
    ['by RSA that shows its private half', () => ({ ...rsa(2048), jwk: privateHalf })],
    ['by a secret, shared with everybody', () => secret()],
  ])('%s is refused, even in a token bound to that key', async (_what, keyOf) => {
    const key = keyOf()
    const jkt = await calculateJwkThumbprint(key.jwk)
    const token = await issuer.token(client, { cnf: { jkt } })
    const claims = { htm: 'GET', htu: door.url, jti: 'one', iat: now() / 1000 }

    const proof = signedBy(key, { typ: 'dpop+jwt', jwk: key.jwk }, claims)

    await expectRefusal(await ask(token, proof), /public key|algorithm/)
  })

  it.each<[string, () => object]>([
    ['of numbers', () => ({ kty: 'EC', crv: 'P-256', x: [1, 2, 3], y: [4] })],
    ['on a curve of another kind', () => ({ ...client.publicJwk, crv: 'P-521' })],
    ['on a curve that objects inherit', () => ({ ...client.publicJwk, crv: '__proto__' })],
    ['of a kind that objects inherit', () => ({ ...client.publicJwk, kty: 'constructor' })],
    ['nested without end', () => nested(500)],
  ])('with a key %s is refused', async (_what, jwk) => {
    const proof = await client.proof({ htm: 'GET', htu: door.url }, { jwk: jwk() })

    await expectRefusal(await ask(undefined, proof), /public key/)
  })

  it('that was used is not made new by writing its signature otherwise', async () => {
    const dpop = await client.proof({ htm: 'GET', htu: door.url })
    const [head, body, signature = ''] = dpop.split('.')
    expect((await ask(undefined, dpop)).status).toBe(200)

    for (const other of [mirrored(signature), looseEnd(signature)]) {
      expect(other).not.toBe(signature)
      await expectRefusal(await ask(undefined, `${head}.${body}.${other}`), /used before|signature/)
    }
  })

  it('that was used is not made new by another spelling of its URL', async () => {
    const claims = { htm: 'GET', jti: 'one' }
    const first = await client.proof({ ...claims, htu: door.url })
    const second = await client.proof({ ...claims, htu: `${door.url}/?a=b#c` })

    expect((await ask(undefined, first)).status).toBe(200)
    await expectRefusal(await ask(undefined, second), /used before/)
  })
})

describe('a key of an issuer', () => {
  it.each<[string, () => Key]>([
    ['is weak', () => rsa(1024)],
    ['would take long to verify with', () => huge({ n: 'x'.repeat(2_731), e: 'AQAB' })],
    ['is shown with its private half', () => ({ ...rsa(2048), jwk: privateHalf })],
    ['is for encryption', () => ({ ...rsa(2048), jwk: { ...rsa(2048).jwk, use: 'enc' } })],
    ['is a secret', () => secret()],
  ])('verifies nothing when it %s', async (_what, keyOf) => {
    const key = keyOf()
    serveKeys({ keys: [{ ...key.jwk, kid: 'one' }] })

    await expectRefusal(await ask(tokenBy(key)), /No key|algorithm/)
    expect(issuer.asked('/card')).toBe(0)
  })

  it('verifies when it is sound', async () => {
    const key = rsa(2048)
    serveKeys({ keys: [{ ...key.jwk, kid: 'one' }] })

    expect((await ask(tokenBy(key))).status).toBe(200)
  })

  it('is not looked for behind the fiftieth', async () => {
    const filling = Array.from({ length: 60 }, () => client.publicJwk)
    serveKeys({ keys: [...filling, ...issuer.keys] })

    await expectRefusal(await ask(), /No key/)
  })

  it('is not read from an answer without end', async () => {
    serveKeys({ keys: issuer.keys, filling: 'x'.repeat(200_000) })

    await expectRefusal(await ask(), /No key/)
  })
})

function tokenBy(key: Key): string {
  const claims = usualClaims(issuer.issuer, issuer.webId, client, now(), {})
  return signedBy(key, { typ: 'at+jwt', kid: 'one' }, claims)
}

function serveKeys(document: object) {
  issuer.answers.set('/jwks', (_req, res) => res.end(JSON.stringify(document)))
}

const pairs = new Map<number, { publicKey: KeyObject; privateKey: KeyObject }>()
for (const modulusLength of [512, 1024, 2048]) {
  pairs.set(modulusLength, generateKeyPairSync('rsa', { modulusLength }))
}
const privateHalf = pairs.get(2048)!.privateKey.export({ format: 'jwk' })

function rsa(bits: number): Key {
  const { publicKey, privateKey } = pairs.get(bits)!
  const jwk = publicKey.export({ format: 'jwk' })
  return { alg: 'RS256', jwk, sign: (text) => sign('sha256', Buffer.from(text), privateKey) }
}

/** Numbers that make no key anybody has; the signature is nonsense. */
function huge(numbers: object): Key {
  return { alg: 'RS256', jwk: { kty: 'RSA', ...numbers }, sign: () => Buffer.alloc(256, 1) }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function secret(): Key {
  const jwk = { kty: 'oct', k: 'c2VjcmV0' }
  return { alg: 'HS256', jwk, sign: (text) => createHmac('sha256', 'secret').update(text).digest() }
}

function nested(depth: number): object {
  return JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as object
}

/** The other signature that the same key could have made: (r, n − s) verifies like (r, s). */
function mirrored(signature: string): string {
  const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
  const hex = Buffer.from(signature, 'base64url').toString('hex')
  const rest = (order - BigInt(`0x${hex.slice(64)}`)).toString(16).padStart(64, '0')
  return Buffer.from(hex.slice(0, 64) + rest, 'hex').toString('base64url')
}

/** The same bytes, the bits behind the last of them set otherwise. */
function looseEnd(signature: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(signature.at(-1)!)
  return signature.slice(0, -1) + alphabet[last ^ 1]!
}
