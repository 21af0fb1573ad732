// What is asked of issuers to verify a token, and how their bad answers end.
import type { RequestListener } from 'node:http'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openFrontDoor, signedIn } from '../support/front-door.ts'
import type { FrontDoor } from '../support/front-door.ts'
import {
  cardText,
  openSimulatedIssuer,
  signingKey,
  usualClaims,
} from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'
import { answer, redirect, silence } from '../support/simulated-server.ts'

let clock: { ms: number }
let issuer: SimulatedIssuer
let door: FrontDoor
let client: DpopClient

const now = () => clock.ms
const configuration = '/.well-known/openid-configuration'

beforeEach(async () => {
  clock = { ms: Date.UTC(2026, 10, 2, 12) }
  issuer = await openSimulatedIssuer(now)
  door = await openFrontDoor(now)
  client = await createDpopClient(now)
})
afterEach(async () => {
  await door.close()
  await issuer.close()
})

async function ask(token?: string, url = door.url) {
  return fetch(url, { headers: await signedIn(url, client, issuer, token) })
}

async function expectRefusal(response: Response, detail: RegExp) {
  const problem = (await response.json()) as { detail: string }
  expect(problem.detail).toMatch(detail)
  expect(response.status).toBe(401)
}

describe('a token that was verified', () => {
  it('is known the next time, without asking again', async () => {
    const token = await issuer.token(client)

    await ask(token)
    await ask(token)
    await ask(await issuer.token(client))

    expect(issuer.asked(configuration)).toBe(1)
    expect(issuer.asked('/jwks')).toBe(1)
    expect(issuer.asked('/card')).toBe(1)
  })

  it('is verified once for requests that arrive together', async () => {
    const token = await issuer.token(client)

    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(token)))

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200))
    expect(issuer.asked('/card')).toBe(1)
  })

  it('is refused two minutes after its WebID document stopped naming the issuer', async () => {
    const token = await issuer.token(client)
    await ask(token)
    issuer.answers.set('/card', answer(cardText('#me', 'https://other.example/')))

    clock.ms += 120_000

    await expectRefusal(await ask(token), /solid:oidcIssuer/)
  })
})

describe('an issuer', () => {
  it.each<[string, string, RequestListener]>([
    ['has no configuration', configuration, answer('', 'application/json', 404)],
    ['sends no JSON', configuration, answer('<html>', 'text/html')],
    ['sends a JSON list', configuration, answer('[]', 'application/json')],
    ['names no keys', configuration, answer('{}', 'application/json')],
    ['never answers', configuration, silence],
    ['redirects to a private address', configuration, redirect('https://10.0.0.1/')],
    ['has no keys', '/jwks', answer('{}', 'application/json')],
    ['has strange keys', '/jwks', answer('{"keys":[null,1,{"kty":"oct"}]}', 'application/json')],
    ['hides its keys', '/jwks', answer('', 'application/json', 500)],
  ])('that %s is believed nothing', async (_name, path, listener) => {
    issuer.answers.set(path, listener)

    await expectRefusal(await ask(), /No key of the issuer/)
    expect(issuer.asked('/card')).toBe(0)
  })

  it.each([
    ['another issuer', { issuer: 'https://other.example/' }],
    ['itself without the slash', {}],
  ])('whose configuration names %s is believed nothing', async (_name, other) => {
    const document = { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks`, ...other }
    issuer.answers.set(configuration, answer(JSON.stringify(document), 'application/json'))

    await expectRefusal(await ask(), /same issuer/)
    expect(issuer.asked('/jwks')).toBe(0)
  })

  it('may not keep its keys where others can change them', async () => {
    const document = { issuer: issuer.issuer, jwks_uri: 'http://keys.example/jwks' }
    issuer.answers.set(configuration, answer(JSON.stringify(document), 'application/json'))

    await expectRefusal(await ask(), /No key/)
  })

  it('that fails is asked again after half a minute, not before', async () => {
    const good = issuer.answers.get('/jwks')!
    issuer.answers.set('/jwks', answer('', 'application/json', 500))
    await ask()
    issuer.answers.set('/jwks', good)

    await expectRefusal(await ask(), /No key/)
    clock.ms += 30_000

    expect((await ask()).status).toBe(200)
    expect(issuer.asked('/jwks')).toBe(2)
  })

  it('may change its keys: a new one is fetched when a token needs it', async () => {
    await ask()
    const { privateKey, jwk } = await signingKey('two')
    issuer.keys.push(jwk)
    clock.ms += 30_000

    const token = await new SignJWT(usualClaims(issuer.issuer, issuer.webId, client, now(), {}))
      .setProtectedHeader({ alg: 'ES256', kid: 'two', typ: 'at+jwt' })
      .sign(privateKey)

    expect((await ask(token)).status).toBe(200)
  })

  it('is asked once, however many tokens name keys that it does not have', async () => {
    await ask()
    clock.ms += 30_000

    for (let index = 0; index < 10; index++) {
      const token = await issuer.token(client, {}, { kid: `invented-${index}` })
      await expectRefusal(await ask(token), /No key/)
    }

    expect(issuer.asked('/jwks')).toBe(2)
    expect((await ask()).status).toBe(200)
  })

  it('that is down for a moment does not lose the keys it showed before', async () => {
    await ask()
    clock.ms += 30_000
    issuer.answers.set('/jwks', answer('', 'application/json', 500))

    await ask(await issuer.token(client, {}, { kid: 'invented' }))

    expect((await ask(await issuer.token(client))).status).toBe(200)
  })
})

const localIssuer = () => ({
  issuer: issuer.issuer,
  jwks: async () => ({ keys: issuer.keys }),
  stillHolds: async () => true,
})

describe('what this server hosts itself', () => {
  it('is read without HTTP: the keys of its issuer, the documents of its WebIDs', async () => {
    const local = await openFrontDoor(now, {
      localIssuer: localIssuer(),
      localWebIdDocument: async () =>
        parseTurtle(cardText('#me', issuer.issuer), `${issuer.url}/card`),
    })

    const response = await ask(undefined, local.url)

    expect(await response.json()).toMatchObject({ webId: issuer.webId })
    expect(issuer.asked(configuration) + issuer.asked('/jwks') + issuer.asked('/card')).toBe(0)
    await local.close()
  })

  it('is believed no longer than the WebID document says it, to the next request', async () => {
    const document = { text: cardText('#me', issuer.issuer), revision: 1 }
    const local = await openFrontDoor(now, {
      localIssuer: localIssuer(),
      localWebIdDocument: async () => parseTurtle(document.text, `${issuer.url}/card`),
      localWebIdRevision: async () => document.revision,
    })
    const token = await issuer.token(client)
    const first = await ask(token, local.url)
    Object.assign(document, { text: cardText('#me', 'https://other.example/'), revision: 2 })

    await expectRefusal(await ask(token, local.url), /oidcIssuer/)
    Object.assign(document, { text: cardText('#me', issuer.issuer), revision: 3 })

    expect([first.status, (await ask(token, local.url)).status]).toEqual([200, 200])
    await local.close()
  })

  it('trusts its own issuer only where the WebID document names it', async () => {
    const documents = { text: '' }
    const local = await openFrontDoor(now, {
      localIssuer: localIssuer(),
      localWebIdDocument: async () => parseTurtle(documents.text, `${issuer.url}/card`),
    })

    await expectRefusal(await ask(undefined, local.url), /oidcIssuer/)
    documents.text = cardText('#me', issuer.issuer)

    expect((await ask(undefined, local.url)).status).toBe(200)
    await local.close()
  })
})
