// Signing in while every request goes to another worker than the one before.
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { temporaryFolder } from '../support/cli.ts'
import type { TestAccount } from '../support/server.ts'
import { openSolidApp } from '../support/solid-app.ts'
import { startWorkerServer } from '../support/workers.ts'
import type { Lane, WorkerServer } from '../support/workers.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: WorkerServer
let lanes: readonly [Lane, Lane]
beforeAll(async () => {
  folder = await temporaryFolder()
  server = await startWorkerServer(folder.path)
  lanes = [await server.lane(1), await server.lane(2)]
})
afterAll(async () => {
  await Promise.all(lanes.map((each) => each.close()))
  await server.stop()
  await folder[Symbol.asyncDispose]()
})

/** A way to the network that takes the lanes in turn. */
function hopping(): typeof globalThis.fetch {
  const turn = { count: 0 }
  return (input, init) => lanes[turn.count++ % 2]!.fetch(input, init)
}

async function signIn(person: TestAccount, name: string) {
  const app = await openSolidApp(person.issuer)
  const browser = openBrowser(server.baseUrl, hopping())
  const login = await browser.visit(await app.loginUrl())
  const consent = await browser.submit(login, '/login', { name, password: person.password })
  const back = await browser.submit(consent, '/consent', { decision: 'allow' })
  return { app, browser, back }
}

describe('a sign-in that hops between workers', { timeout: 90_000 }, () => {
  it('begins on one, goes on on the other, and ends with tokens that both take', async () => {
    const alice = await server.account('alice')

    const { app, back } = await signIn(alice, 'alice')
    const tokens = await app.redeem(back.url)
    const renewed = await app.refresh(tokens.refresh_token!)

    expect(decodeJwt(tokens.access_token)['webid']).toBe(alice.webId)
    expect(decodeJwt(renewed.access_token)['webid']).toBe(alice.webId)
    for (let round = 0; round < 4; round++) {
      expect((await app.ask(alice.storage, renewed.access_token)).status).toBe(200)
    }
  })

  it('is remembered by both: no password the next time', async () => {
    const bob = await server.account('bob')
    const { app, browser } = await signIn(bob, 'bob')

    for (let round = 0; round < 2; round++) {
      const silent = await browser.visit(
        await app.loginUrl({ prompt: 'none', scope: 'openid webid' }),
      )

      expect(new URL(silent.url).searchParams.get('error')).toBeNull()
      expect(new URL(silent.url).searchParams.get('code')).toMatch(/\w/)
    }
  })

  it('gives a code that one of them takes once', async () => {
    const carol = await server.account('carol')
    const { app, back } = await signIn(carol, 'carol')

    const outcomes = await Promise.allSettled([app.redeem(back.url), app.redeem(back.url)])

    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
    await expect(app.redeem(back.url)).rejects.toThrow()
  })
})

describe('guessing a password', { timeout: 90_000 }, () => {
  it('is stopped after as many tries as at one worker', async () => {
    const dave = await server.account('dave')
    const app = await openSolidApp(dave.issuer)
    const browser = openBrowser(server.baseUrl, hopping())
    const login = await browser.visit(await app.loginUrl())
    const attempt = (password: string) =>
      browser.submit(login, '/login', { name: 'dave', password })

    const statuses = []
    for (let round = 0; round < 8; round++) statuses.push((await attempt('wrong')).status)

    expect(statuses.filter((status) => status !== 429)).toHaveLength(5)
    expect(statuses.slice(5)).toEqual([429, 429, 429])
    expect((await attempt(dave.password)).status).toBe(429)
  })
})
