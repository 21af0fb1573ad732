// The clients that most Solid apps are built on, unmodified, against a whole server.
import {
  buildThing,
  createContainerAt,
  createSolidDataset,
  createThing,
  deleteFile,
  getContainedResourceUrlAll,
  getFile,
  getInteger,
  getSolidDataset,
  getThing,
  getUrl,
  overwriteFile,
  saveSolidDatasetAt,
  setThing,
  universalAccess,
} from '@inrupt/solid-client'
import { Session } from '@inrupt/solid-client-authn-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { solid } from '../../vocab/generated/solid.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'

const steps = 'https://schema.org/value'

describe('the Inrupt clients', () => {
  let server: TestServer
  let alice: TestAccount
  let firm: TestAccount
  let aliceFetch: typeof fetch
  let firmFetch: typeof fetch
  const sessions: Session[] = []

  beforeAll(async () => {
    server = await startTestServer()
    alice = await server.account('alice')
    firm = await server.account('firm')
    aliceFetch = await signIn(alice)
    firmFetch = await signIn(firm)
  })
  afterAll(async () => {
    await Promise.all(sessions.map((session) => session.logout()))
    await server.close()
  })

  async function signIn({ issuer, clientId, clientSecret, webId }: TestAccount) {
    const session = new Session()
    await session.login({ oidcIssuer: issuer, clientId, clientSecret })
    sessions.push(session)
    expect(session.info).toMatchObject({ isLoggedIn: true, webId })
    return session.fetch
  }

  it('read the profile that names the issuer', async () => {
    const profile = await getSolidDataset(alice.webId)

    const me = getThing(profile, alice.webId)!
    expect(getUrl(me, solid.oidcIssuer)).toBe(alice.issuer)
  })

  it('write a dataset, change it, and read it back', async () => {
    const url = `${alice.storage}health/steps.ttl`
    const today = buildThing(createThing({ url: `${url}#today` }))
      .addInteger(steps, 8000)
      .build()
    await saveSolidDatasetAt(url, setThing(createSolidDataset(), today), { fetch: aliceFetch })

    const saved = await getSolidDataset(url, { fetch: aliceFetch })
    const more = buildThing(getThing(saved, `${url}#today`)!)
      .setInteger(steps, 9000)
      .build()
    await saveSolidDatasetAt(url, setThing(saved, more), { fetch: aliceFetch })

    const again = await getSolidDataset(url, { fetch: aliceFetch })
    expect(getInteger(getThing(again, `${url}#today`)!, steps)).toBe(9000)
  })

  it('make containers and keep files of any kind', async () => {
    await createContainerAt(`${alice.storage}photos/`, { fetch: aliceFetch })
    const url = `${alice.storage}photos/pixel.png`
    await overwriteFile(url, new Blob(['not really a png'], { type: 'image/png' }), {
      contentType: 'image/png',
      fetch: aliceFetch,
    })

    const container = await getSolidDataset(`${alice.storage}photos/`, { fetch: aliceFetch })
    expect(getContainedResourceUrlAll(container)).toEqual([url])
    const file = await getFile(url, { fetch: aliceFetch })
    expect(file.type).toBe('image/png')
    expect(await file.text()).toBe('not really a png')

    await deleteFile(url, { fetch: aliceFetch })
    await expect(getFile(url, { fetch: aliceFetch })).rejects.toMatchObject({ statusCode: 404 })
  })

  it('give and take back access', async () => {
    const url = `${alice.storage}health/shared.txt`
    await overwriteFile(url, new Blob(['hello'], { type: 'text/plain' }), {
      contentType: 'text/plain',
      fetch: aliceFetch,
    })
    await expect(getFile(url, { fetch: firmFetch })).rejects.toMatchObject({ statusCode: 403 })

    const given = await universalAccess.setAgentAccess(
      url,
      firm.webId,
      { read: true },
      { fetch: aliceFetch },
    )
    expect(given).toMatchObject({ read: true, write: false })
    expect(await (await getFile(url, { fetch: firmFetch })).text()).toBe('hello')

    await universalAccess.setAgentAccess(url, firm.webId, { read: false }, { fetch: aliceFetch })
    await expect(getFile(url, { fetch: firmFetch })).rejects.toMatchObject({ statusCode: 403 })
    expect(await (await getFile(url, { fetch: aliceFetch })).text()).toBe('hello')
  })
})
