// A DPoP proof opens one request only: replays, also at once, after a restart, with a full memory.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSeenProofs } from '../../server/authentication/seen-proofs.ts'
import { openMemoryNames } from '../../server/store/names.ts'
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openFrontDoor, signedIn } from '../support/front-door.ts'
import type { FrontDoor } from '../support/front-door.ts'
import { openSimulatedIssuer } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'

const start = Date.UTC(2026, 10, 2, 12)

let clock: { ms: number }
let issuer: SimulatedIssuer
let door: FrontDoor
let client: DpopClient
let target: string

beforeEach(async () => {
  clock = { ms: start }
  const now = () => clock.ms
  issuer = await openSimulatedIssuer(now)
  door = await openFrontDoor(now)
  client = await createDpopClient(now)
  target = `${door.url}/alice/notes`
  clock.ms = start + 600_000
})
afterEach(async () => {
  await door.close()
  await issuer.close()
})

/** Asks with a good token and this proof. */
async function askWith(dpop: string, init: RequestInit = {}) {
  const headers = { authorization: `DPoP ${await issuer.token(client)}`, dpop }
  return fetch(target, { ...init, headers })
}

async function expectRefusal(response: Response, detail: RegExp) {
  const problem = (await response.json()) as { detail: string }
  expect(problem.detail).toMatch(detail)
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch('error="invalid_dpop_proof"')
}

describe('a proof that was used', () => {
  it('is refused the second time', async () => {
    const dpop = await client.proof({ htm: 'GET', htu: target })

    expect((await askWith(dpop)).status).toBe(200)
    await expectRefusal(await askWith(dpop), /used before/)
  })

  it('works once when it arrives many times at once', async () => {
    const dpop = await client.proof({ htm: 'GET', htu: target })

    const answers = await Promise.all(Array.from({ length: 8 }, () => askWith(dpop)))

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('is refused with another token that is bound to the same key', async () => {
    const dpop = await client.proof({ htm: 'GET', htu: target })
    await askWith(dpop)
    const authorization = `DPoP ${await issuer.token(client, { client_id: 'other' })}`

    await expectRefusal(await fetch(target, { headers: { authorization, dpop } }), /used before/)
  })

  it('leaves the same jti of another client alone', async () => {
    const other = await createDpopClient(() => clock.ms)
    const claims = { htm: 'GET', htu: target, jti: 'one' }
    await askWith(await client.proof(claims))

    const authorization = `DPoP ${await issuer.token(other)}`
    const headers = { authorization, dpop: await other.proof(claims) }

    expect((await fetch(target, { headers })).status).toBe(200)
  })

  it('is not used up by a request that is refused', async () => {
    const dpop = await client.proof({ htm: 'GET', htu: target })
    await askWith(dpop, { method: 'POST' })

    expect((await askWith(dpop)).status).toBe(200)
  })

  it('is refused as long as it would be accepted, and after that for its age', async () => {
    const dpop = await client.proof({ htm: 'GET', htu: target, iat: clock.ms / 1000 + 10 })
    await askWith(dpop)

    clock.ms += 130_000
    await expectRefusal(await askWith(dpop), /used before/)
    clock.ms += 1_000
    await expectRefusal(await askWith(dpop), /too old/)
  })

  it('is refused after a restart, which forgets what was used', async () => {
    const dpop = await client.proof({ htm: 'GET', htu: target })
    await askWith(dpop)

    clock.ms += 2_000
    door.restart()

    await expectRefusal(await askWith(dpop), /older than this server/)
    expect((await askWith(await client.proof({ htm: 'GET', htu: target }))).status).toBe(200)
  })

  it('is never forgotten to make room: a full memory lets nobody in', async () => {
    const memory = { names: openMemoryNames(1), since: 0 }
    const seenProofs = createSeenProofs(() => clock.ms, memory)
    const small = await openFrontDoor(() => clock.ms, { seenProofs })
    const ask = async () => fetch(small.url, { headers: await signedIn(small.url, client, issuer) })

    expect((await ask()).status).toBe(200)
    const full = await ask()
    clock.ms += 200_000

    expect(full.status).toBe(429)
    expect(full.headers.get('retry-after')).toBe('60')
    expect((await ask()).status).toBe(200)
    await small.close()
  })
})
