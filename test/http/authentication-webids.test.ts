// What is asked of WebID documents to verify a token, and how their bad answers end.
import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openFrontDoor, signedIn } from '../support/front-door.ts'
import type { FrontDoor } from '../support/front-door.ts'
import { cardText, openSimulatedIssuer } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'
import { answer, redirect, silence } from '../support/simulated-server.ts'

let clock: { ms: number }
let issuer: SimulatedIssuer
let door: FrontDoor
let client: DpopClient

const now = () => clock.ms

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

describe('a WebID document', () => {
  it.each<[string, RequestListener, RegExp]>([
    ['names another issuer', answer(cardText('#me', 'https://other.example/')), /oidcIssuer/],
    ['speaks of somebody else', answer(cardText('#you', 'ISSUER')), /oidcIssuer/],
    ['says nothing', answer(''), /oidcIssuer/],
    ['names the issuer as text', answer(cardText('#me', 'x').replace(/<x>/, '"x"')), /oidcIssuer/],
    ['is missing', answer('', 'text/turtle', 404), /cannot be read/],
    ['fails', answer('', 'text/turtle', 500), /cannot be read/],
    ['is HTML', answer('<html></html>', 'text/html'), /cannot be read/],
    ['is broken', answer('<#me> <'), /cannot be read/],
    ['has no type', (_req, res) => res.end(cardText('#me', 'x')), /cannot be read/],
    ['is huge', answer(`# ${'x'.repeat(200_000)}`), /cannot be read/],
    ['never comes', silence, /cannot be read/],
    ['redirects to a private address', redirect('https://10.0.0.1/card'), /cannot be read/],
    ['redirects to a metadata service', redirect('https://169.254.169.254/'), /cannot be read/],
    ['redirects in a circle', redirect('/card'), /cannot be read/],
  ])('that %s vouches for nobody', async (_name, listener, detail) => {
    issuer.answers.set('/card', listener)

    await expectRefusal(await ask(), detail)
  })

  it('may leave out or add the slash at the end of the issuer', async () => {
    issuer.answers.set('/card', answer(cardText('#me', issuer.url)))

    expect((await ask()).status).toBe(200)
  })

  it('may not differ from the issuer in anything else', async () => {
    issuer.answers.set('/card', answer(cardText('#me', `${issuer.url}//`)))

    await expectRefusal(await ask(), /oidcIssuer/)
  })

  it('may be JSON-LD, whose named graphs do not count', async () => {
    const node = {
      '@id': '#me',
      'http://www.w3.org/ns/solid/terms#oidcIssuer': { '@id': issuer.issuer },
    }
    const named = { '@id': '#graph', '@graph': [node] }

    issuer.answers.set('/card', answer(JSON.stringify(named), 'application/ld+json'))
    await expectRefusal(await ask(), /oidcIssuer/)
    clock.ms += 30_000
    issuer.answers.set('/card', answer(JSON.stringify(node), 'application/ld+json'))

    expect((await ask()).status).toBe(200)
  })

  it('may move to another place on the web', async () => {
    issuer.answers.set('/card', redirect('/moved'))
    issuer.answers.set('/moved', answer(cardText(issuer.webId, issuer.issuer)))

    expect((await ask()).status).toBe(200)
  })

  it('that refused is asked again after half a minute, not before', async () => {
    const good = issuer.answers.get('/card')!
    issuer.answers.set('/card', answer('', 'text/turtle', 404))
    await ask()
    issuer.answers.set('/card', good)

    await expectRefusal(await ask(), /cannot be read/)
    clock.ms += 30_000

    expect((await ask()).status).toBe(200)
    expect(issuer.asked('/card')).toBe(2)
  })

  it('cannot be had from a host of our own network', async () => {
    const token = await issuer.token(client, { webid: 'https://192.168.1.1/card#me' })

    await expectRefusal(await ask(token), /cannot be read/)
  })
})
