// What is ended at one worker is refused by the other one at the very next request, however well that
// one knows the token.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { openAccount, send } from '../support/account-page.ts'
import type { Browser } from '../support/browser.ts'
import { temporaryFolder } from '../support/cli.ts'
import type { TestAccount } from '../support/server.ts'
import { openSolidApp } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'
import { startWorkerServer } from '../support/workers.ts'
import type { Lane, WorkerServer } from '../support/workers.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: WorkerServer
let lanes: readonly [Lane, Lane]
let alice: TestAccount
beforeAll(async () => {
  folder = await temporaryFolder()
  server = await startWorkerServer(folder.path)
  lanes = [await server.lane(1), await server.lane(2)]
  alice = await server.account('alice')
})
afterAll(async () => {
  await Promise.all(lanes.map((each) => each.close()))
  await server.stop()
  await folder[Symbol.asyncDispose]()
})

/** A browser of hers at the first worker. */
async function signedIn(): Promise<Browser> {
  const account = await openAccount(server.baseUrl, 'alice', alice.password, lanes[0].fetch)
  return account.browser
}

async function letIn(browser: Browser, app: SolidApp): Promise<string> {
  const asked = await browser.visit(await app.loginUrl())
  const back = await browser.submit(asked, '/consent', { decision: 'allow' })
  return (await app.redeem(back.url)).access_token
}

describe('what is ended at one worker', { timeout: 90_000 }, () => {
  let browser: Browser
  let app: SolidApp
  let token: string
  beforeEach(async () => {
    browser = await signedIn()
    app = await openSolidApp(alice.issuer)
    token = await letIn(browser, app)
    expect(await statuses()).toEqual([200, 200])
    expect(await statuses()).toEqual([200, 200])
  })

  /** What each worker answers the app, the other one first. */
  async function statuses(): Promise<number[]> {
    const [one, two] = lanes
    const answers = []
    for (const { fetch } of [two, one]) {
      const answer = await app.ask(`${alice.storage}settings/prefs.ttl`, token, fetch)
      await answer.text()
      answers.push(answer.status)
    }
    return answers
  }

  it('is an app, stopped on the account page', async () => {
    await send(browser, '/apps/stop#apps')

    expect(await statuses()).toEqual([401, 401])
  })

  it('is another sign-in, with the apps that came in with it', async () => {
    await send(await signedIn(), '/sessions/end-others#sessions')

    expect(await statuses()).toEqual([401, 401])
  })

  it('is a program, with the token that it had', async () => {
    const made = await send(browser, '/programs#programs', { name: 'Backup', ends: '' })
    const [clientId, clientSecret] = [...made.text.matchAll(/<code>([^<]*)<\/code>/g)].map(
      ([, text]) => text!,
    )
    const credentials = { issuer: alice.issuer, clientId: clientId!, clientSecret: clientSecret! }
    const session = await loginWithCredentials(credentials, { fetch: lanes[1].fetch })
    const ask = async () => (await session.fetch(`${alice.storage}settings/prefs.ttl`)).status
    expect(await ask()).toBe(200)

    await send(browser, '/programs/remove#programs', { id: clientId! })

    expect(await ask().catch(() => 401)).toBe(401)
    expect(await statuses()).toEqual([200, 200])
  })
})
