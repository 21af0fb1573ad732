// When many tokens name issuers and WebIDs that answer slowly or not at all: who is known gets in, and
// that nobody could be asked is no verdict.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Crowded } from '../../server/http/outbound-slots.ts'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openFrontDoor, signedIn } from '../support/front-door.ts'
import type { FrontDoor } from '../support/front-door.ts'
import { cardText, openSimulatedIssuer } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'

const minute = 60_000

/** Whether strangers keep all places busy. */
let outbound: { isFull: boolean }
const usualFetch = createSafeFetch({ allowLoopback: true })
const outboundFetch: typeof fetch = async (...asked) => {
  if (outbound.isFull) throw new Crowded('Too many outbound requests at once')
  return usualFetch(...asked)
}
let clock: { ms: number }
const now = () => clock.ms
let known: SimulatedIssuer
let other: SimulatedIssuer
let door: FrontDoor
let client: DpopClient
beforeEach(async () => {
  clock = { ms: Date.UTC(2026, 10, 2, 12) }
  known = await openSimulatedIssuer(now)
  other = await openSimulatedIssuer(now)
  outbound = { isFull: false }
  door = await openFrontDoor(now, { fetch: outboundFetch })
  client = await createDpopClient(now)
})
afterEach(async () => {
  await door.close()
  await known.close()
  await other.close()
})

async function ask(issuer: SimulatedIssuer, token?: string, url = door.url) {
  return fetch(url, { headers: await signedIn(url, client, issuer, token) })
}

const statusOf = async (issuer: SimulatedIssuer) => (await ask(issuer)).status

describe('a crowd of tokens that name slow issuers', () => {
  it('keeps out strangers for a moment, and nobody who was believed before', async () => {
    await ask(known)
    clock.ms += 11 * minute
    outbound.isFull = true

    const [regular, stranger] = [await ask(known), await ask(other)]
    outbound.isFull = false

    expect(regular.status).toBe(200)
    expect(stranger.status).toBe(429)
    expect(Number(stranger.headers.get('retry-after'))).toBeGreaterThan(0)
    // At the same moment of the clock: nothing is held against her.
    expect(await statusOf(other)).toBe(200)
  })

  it('does not push out what is known of issuers that were believed', async () => {
    await ask(known)
    const tokens = Array.from({ length: 1_100 }, (_, index) =>
      known.token(client, { iss: `https://10.0.${index >> 8}.${index & 255}/` }),
    )
    for (const token of await Promise.all(tokens)) await ask(known, token)

    await ask(known, await known.token(client, { jti: 'another' }))

    expect(known.asked('/jwks')).toBe(1)
  })
})

describe('what is known of who was believed', () => {
  it('is renewed while it still holds, and not lost when that fails', async () => {
    await ask(known)
    clock.ms += 6 * minute
    known.answers.set('/jwks', (_req, res) => res.writeHead(503).end())
    await ask(known)
    await expect.poll(() => known.asked('/jwks')).toBe(2)

    const meanwhile = await statusOf(known)
    clock.ms += 4 * minute

    expect(meanwhile).toBe(200)
    // Ten minutes after they were read, the keys are good no longer.
    expect(await statusOf(known)).toBe(401)
  })

  it('is trusted for two minutes at most when the WebID document cannot be read', async () => {
    await ask(known)
    clock.ms += minute
    known.answers.set('/card', (_req, res) => res.writeHead(503).end())
    await ask(known)
    await expect.poll(() => known.asked('/card')).toBe(2)
    clock.ms += minute - 1
    const atLast = await statusOf(known)
    clock.ms += 1

    expect(atLast).toBe(200)
    expect(await statusOf(known)).toBe(401)
  })

  it('is taken back as soon as the document is seen to say otherwise', async () => {
    const token = await known.token(client)
    await ask(known, token)
    clock.ms += minute
    known.answers.set('/card', (_req, res) =>
      res
        .setHeader('content-type', 'text/turtle')
        .end(cardText('#me', 'https://elsewhere.example/')),
    )
    await ask(known, token)
    await expect.poll(() => known.asked('/card')).toBe(2)
    clock.ms += 5_000

    await expect.poll(async () => (await ask(known, token)).status).toBe(401)
  })
})

it('believes a foreign issuer of one of our WebIDs as long as its document names it', async () => {
  const document = { text: cardText('#me', known.issuer), revision: 1 }
  const local = await openFrontDoor(now, {
    localWebIdDocument: async () => parseTurtle(document.text, `${known.url}/card`),
    localWebIdRevision: async () => document.revision,
  })
  const token = await known.token(client)
  const before = await ask(known, token, local.url)
  Object.assign(document, { text: cardText('#me', 'https://other.example/'), revision: 2 })

  const after = await ask(known, token, local.url)

  expect([before.status, after.status]).toEqual([200, 401])
  await local.close()
})
