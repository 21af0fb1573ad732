// Attacks with tokens: forged, confused, and made to send us to other places.
import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openFrontDoor, signedIn } from '../support/front-door.ts'
import type { FrontDoor } from '../support/front-door.ts'
import { cardText, openSimulatedIssuer, usualClaims } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'

const now = () => Date.UTC(2026, 10, 2, 12)
const configuration = '/.well-known/openid-configuration'

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

/** Asks with this token, or a good one. */
async function ask(token?: string, url = door.url) {
  return fetch(url, { headers: await signedIn(url, client, issuer, token) })
}

async function expectRefusal(response: Response) {
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
  expect(response.headers.get('content-type')).toBe('application/problem+json')
}

/** A token whose header and claims are exactly these, signed by a key of our own. */
async function forged(header: object, claims: object = {}): Promise<string> {
  const payload = usualClaims(issuer.issuer, issuer.webId, client, now(), claims)
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header })
    .sign(client.privateKey)
}

describe('a forged token', () => {
  it.each([
    ['its own key', (own: DpopClient) => ({ kid: 'one', jwk: own.publicJwk })],
    ['an address of keys', () => ({ kid: 'one', jku: `${issuer.url}/evil` })],
    ['an address of a certificate', () => ({ kid: 'one', x5u: `${issuer.url}/evil` })],
    ['a certificate', () => ({ kid: 'one', x5c: ['AA'] })],
  ])('is not verified with what it brings along: %s', async (_what, header) => {
    await expectRefusal(await ask(await forged(header(client))))

    expect(issuer.asked('/evil')).toBe(0)
    expect(issuer.asked('/card')).toBe(0)
  })

  it.each([
    '../../keys',
    '__proto__',
    'constructor',
    '',
    'x'.repeat(4_000),
    0,
    null,
    true,
    {},
    ['one'],
  ])('finds no key by the id %s', async (kid) => {
    await expectRefusal(await ask(await forged({ kid })))

    expect(issuer.asked('/card')).toBe(0)
  })

  it.each(['RS256', 'PS256', 'ES384', 'EdDSA', 'es256', 'ES256K', 'NONE', 'HS512', '', 7, null])(
    'does not choose by its alg %s what an issuer’s key is for',
    async (alg) => {
      const [head = '', ...rest] = (await issuer.token(client)).split('.')
      const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as object
      const changed = Buffer.from(JSON.stringify({ ...header, alg })).toString('base64url')

      await expectRefusal(await ask([changed, ...rest].join('.')))
      expect(issuer.asked('/card')).toBe(0)
    },
  )

  it('claims nothing by what objects inherit', async () => {
    const claims = usualClaims(issuer.issuer, issuer.webId, client, now(), {})
    const inherited = `{"__proto__":${JSON.stringify(claims)}}`
    const [head, , signature] = (await issuer.token(client)).split('.')
    const token = `${head}.${Buffer.from(inherited).toString('base64url')}.${signature}`

    await expectRefusal(await ask(token))
    expect(issuer.asked(configuration)).toBe(0)
  })

  it.each<[string, object]>([
    ['an audience that begins alike', { aud: 'solid-not' }],
    ['an audience with a blank', { aud: [' solid', 'solid '] }],
    ['an object as audience', { aud: { solid: true } }],
    ['a list in a list as audience', { aud: [['solid']] }],
    ['a time as text', { exp: '9999999999' }],
    ['a time that is no number', { exp: null }],
    ['a list as WebID', { webid: ['https://alice.example/#me'] }],
    ['a script as WebID', { webid: 'javascript:alert(1)' }],
    ['a file as WebID', { webid: 'file:///etc/passwd#me' }],
    ['a WebID with a password', { webid: 'https://a:b@alice.example/#me' }],
    ['a very long WebID', { webid: `https://alice.example/${'x'.repeat(3_000)}#me` }],
    ['a WebID at http elsewhere', { webid: 'http://localhost.evil.example/#me' }],
    ['an issuer at http elsewhere', { iss: 'http://127.0.0.1.evil.example/' }],
    ['a list as thumbprint', { cnf: { jkt: ['x'.repeat(43)] } }],
    ['a certificate as its key', { cnf: { 'x5t#S256': 'x'.repeat(43) } }],
  ])('is refused before anybody is asked: %s', async (_what, claims) => {
    await expectRefusal(await ask(await issuer.token(client, claims)))

    expect(issuer.asked(configuration)).toBe(0)
    expect(issuer.asked('/card')).toBe(0)
  })

  it.each([
    'https://10.0.0.1/',
    'https://169.254.169.254/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://[fd00::1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://0.0.0.0/',
    'https://localhost/',
    'http://localhost:1/',
    'https://internal.example/',
  ])('reaches no host of a network of ours: %s', async (inside) => {
    const connections: string[] = []
    const safe = createSafeFetch({
      allowLoopback: false,
      timeoutMs: 300,
      resolve: async (name) => {
        connections.push(name)
        return [{ address: '10.0.0.7', family: 4 }]
      },
    })
    const strict = await openFrontDoor(now, { fetch: safe })

    await expectRefusal(await ask(await issuer.token(client, { iss: inside }), strict.url))
    await strict.close()

    // A name may be looked up to learn that it lies inside; nothing more is done with it.
    expect(connections.filter((name) => name !== 'internal.example')).toEqual([])
  })

  it('makes us ask its issuer twice at most, and nobody else', async () => {
    const victim = await openSimulatedIssuer(now)
    const claims = { webid: victim.webId, sub: victim.webId }
    for (let index = 0; index < 20; index++) {
      await expectRefusal(await ask(await forged({ kid: 'one' }, { ...claims, jti: `${index}` })))
    }

    expect(issuer.asked(configuration) + issuer.asked('/jwks')).toBe(2)
    expect(victim.asked('/card')).toBe(0)
    await victim.close()
  })

  it('does not make us ask a victim again and again, by an issuer of its own', async () => {
    const victim = await openSimulatedIssuer(now)
    const claims = { webid: victim.webId, sub: victim.webId }
    for (let index = 0; index < 20; index++) {
      await expectRefusal(await ask(await issuer.token(client, { ...claims, jti: `${index}` })))
    }

    expect(victim.asked('/card')).toBe(1)
    expect(victim.asked(configuration)).toBe(0)
    await victim.close()
  })
})

describe('a WebID document made to hurt', () => {
  const hops = Array.from({ length: 10 }, (_, index) => `/hop/${index + 1}`)

  it.each<[string, RequestListener]>([
    ['comes by drops', drip],
    ['says that it is a gigabyte', gigabyte],
    ['never ends', flood],
    ['redirects ten times', hop],
    ['is compressed', compressed],
    ['loads its context from elsewhere', borrowed],
    ['is nested without end', deep],
  ])('lets nobody in, and is given up: one that %s', async (_what, listener) => {
    for (const path of ['/card', ...hops]) issuer.answers.set(path, listener)

    await expectRefusal(await ask())

    expect(issuer.asked('/evil-context')).toBe(0)
    expect(issuer.asked('/hop/5')).toBe(0)
  })
})

/** What each of them says would let the visitor in. */
function card(): string {
  return `${cardText(issuer.webId, issuer.issuer)}\n`
}

const drip: RequestListener = (_req, res) => {
  res.setHeader('content-type', 'text/turtle').write(card())
  const timer = setInterval(() => res.write('#\n'), 20)
  res.once('close', () => clearInterval(timer))
}

const gigabyte: RequestListener = (_req, res) => {
  res.writeHead(200, { 'content-type': 'text/turtle', 'content-length': 1_000_000_000 })
  res.write(card())
}

const flood: RequestListener = (_req, res) => {
  res.setHeader('content-type', 'text/turtle').write(card())
  const more = () => {
    while (!res.destroyed && res.write('# x\n'.repeat(1_000)));
  }
  res.on('drain', more).on('error', () => undefined)
  more()
}

const hop: RequestListener = ({ url = '' }, res) => {
  const next = Number(/\d+$/.exec(url)?.[0] ?? 0) + 1
  if (next <= 10) res.writeHead(302, { location: `/hop/${next}` }).end()
  else res.setHeader('content-type', 'text/turtle').end(card())
}

const compressed: RequestListener = (_req, res) => {
  res.writeHead(200, { 'content-type': 'text/turtle', 'content-encoding': 'gzip' })
  res.end(gzipSync(card() + '#'.repeat(50_000_000)))
}

const borrowed: RequestListener = (_req, res) => {
  const [, name = ''] = /<([^>]*oidcIssuer)>/.exec(card()) ?? []
  const document = {
    '@context': `${issuer.url}/evil-context`,
    '@id': '#me',
    [name]: { '@id': issuer.issuer },
  }
  res.setHeader('content-type', 'application/ld+json').end(JSON.stringify(document))
}

const deep: RequestListener = (_req, res) => {
  const text = `<#me> <urn:p> ${'[ <urn:p> '.repeat(9_000)}1${' ]'.repeat(9_000)} .`
  res.setHeader('content-type', 'text/turtle').end(card() + text)
}
