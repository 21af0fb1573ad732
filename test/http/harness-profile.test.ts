// What the official conformance harness does before its first scenario: over http://localhost, with nothing but
// fetch and a key.
import { decodeJwt } from 'jose'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linked } from '../../client/sdk/links.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import { acp } from '../../vocab/generated/acp.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { openHarness } from '../support/harness.ts'
import type { Harness } from '../support/harness.ts'
import { configurationOf } from '../support/harness-client.ts'

const turtle = { 'content-type': 'text/turtle' }
const asContainer = { ...turtle, link: `<${ldp.BasicContainer}>; rel="type"` }

let harness: Harness
beforeAll(async () => void (harness = await openHarness()))
afterAll(() => harness?.close())

/** The URL of a container that nobody else uses, made as the harness makes it. */
async function freshContainer(): Promise<string> {
  const { alice } = harness
  const url = `${alice.storage}${randomUUID()}/`
  expect((await alice.ask('PUT', url, { headers: asContainer })).status).toBe(201)
  return url
}

describe('the accounts for the harness', () => {
  it('are told in exactly five lines', () => {
    const { alice, baseUrl } = harness

    expect(alice.printed).toBe(
      [
        `WEBID=${baseUrl}/alice/profile/card#me`,
        `STORAGE=${baseUrl}/alice/`,
        `ISSUER=${baseUrl}/`,
        `CLIENT_ID=${alice.clientId}`,
        `CLIENT_SECRET=${alice.clientSecret}`,
        '',
      ].join('\n'),
    )
    // Read by a shell without quotes.
    expect(alice.printed).toMatch(/^[\w=:/.#\n-]+$/)
  })

  it('sign in at an issuer whose configuration allows it', async () => {
    const { alice } = harness
    const configuration = await configurationOf(alice.issuer)

    expect(configuration).toMatchObject({
      issuer: alice.issuer,
      grant_types_supported: expect.arrayContaining([
        'client_credentials',
        'authorization_code',
        'refresh_token',
      ]),
      scopes_supported: expect.arrayContaining(['openid', 'webid', 'offline_access', 'profile']),
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: expect.arrayContaining([
        'none',
        'client_secret_basic',
      ]),
      dpop_signing_alg_values_supported: expect.arrayContaining(['RS256', 'ES256']),
      authorization_response_iss_parameter_supported: true,
      registration_endpoint: expect.stringContaining(alice.issuer),
      end_session_endpoint: expect.stringContaining(alice.issuer),
      id_token_signing_alg_values_supported: expect.arrayContaining(['ES256', 'RS256']),
      claims_supported: expect.arrayContaining(['sub', 'webid']),
      subject_types_supported: ['public'],
    })
  })

  it('get tokens for their WebID and their key, without asking for a scope', () => {
    const { alice } = harness

    expect(alice.token.token_type).toBe('DPoP')
    const claims = decodeJwt(alice.token.access_token)
    expect(claims).toMatchObject({
      iss: alice.issuer,
      webid: alice.webId,
      client_id: alice.clientId,
      cnf: { jkt: alice.thumbprint },
    })
    expect([claims.aud].flat()).toContain('solid')
  })

  it('have a profile in Turtle that tells the storage and the issuer', async () => {
    const { alice } = harness
    const headers = { accept: 'text/turtle' }
    const answer = await harness.anonymously('GET', alice.webId, { headers })

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/turtle')
    const profile = parseTurtle(await answer.text(), alice.webId)
    const told = (property: string) =>
      profile.getObjects(alice.webId, property, null).map(({ value }) => value)
    expect(told(pim.storage)).toEqual([alice.storage])
    expect(told(solid.oidcIssuer)).toEqual([alice.issuer])
  })
})

describe('what the harness looks for', () => {
  it('is a storage, found by walking up', async () => {
    const { alice } = harness
    const container = await freshContainer()
    const found: string[] = []
    for (let url = container; url !== new URL('/', url).href; url = new URL('..', url).href) {
      const answer = await alice.ask('HEAD', url)
      if (linked(answer, url, 'type').includes(pim.Storage)) found.push(url)
    }

    expect(found).toEqual([alice.storage])
  })

  it('is the ACL, by a link in the answers to writes too', async () => {
    const { alice } = harness
    const url = `${await freshContainer()}document.ttl`
    const body = '<#it> a <#Thing> .'

    const created = await alice.ask('PUT', url, { headers: turtle, body })
    const replaced = await alice.ask('PUT', url, { headers: turtle, body })
    const posted = await alice.ask('POST', new URL('.', url).href, { headers: turtle, body })

    expect([created.status, replaced.status, posted.status]).toEqual([201, 204, 201])
    const [aclUrl] = linked(created, url, 'acl')
    expect(aclUrl).toBeDefined()
    expect(linked(replaced, url, 'acl')).toEqual([aclUrl])
    const location = new URL(posted.headers.get('location')!, url).href
    expect(linked(posted, url, 'acl')).toEqual(
      linked(await alice.ask('HEAD', location), location, 'acl'),
    )
  })

  it('is Web Access Control, not another kind', async () => {
    const { alice } = harness
    const [aclUrl] = linked(await alice.ask('HEAD', alice.storage), alice.storage, 'acl')

    const answer = await alice.ask('HEAD', aclUrl!)

    expect(answer.status).toBe(200)
    expect(linked(answer, aclUrl!, 'type')).not.toContain(acp.AccessControlResource)
  })
})
