// `freehold account invite` and `freehold account recover` on a running server.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cli } from '../support/cli.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server?.close())

function run(...words: string[]) {
  const env = { FREEHOLD_OPERATOR_TOKEN: server.operatorToken }
  return cli(['account', ...words, '--url', server.baseUrl], env)
}

it('invites by a link that shows the form, and says until when', async () => {
  const { code, stdout } = await run('invite', '--json')
  const { link, expires } = JSON.parse(stdout) as { link: string; expires: string }

  const page = await fetch(link)

  expect(code).toBe(0)
  expect(await page.text()).toContain('Create an account')
  expect(Date.parse(expires)).toBeGreaterThan(Date.now())
})

it('makes a link to get back into an account', async () => {
  await server.account('alice')
  const { stdout } = await run('recover', 'alice')
  const [link = ''] = /http:\S+/.exec(stdout) ?? []

  const page = await fetch(link)

  expect(await page.text()).toContain('For the account alice.')
})

it('fails for an account that is not there, and without the secret of the operator', async () => {
  const unknown = await run('recover', 'nobody')
  const guess = await cli(['account', 'invite', '--url', server.baseUrl], {
    FREEHOLD_OPERATOR_TOKEN: 'guess',
  })

  expect([unknown.code, guess.code]).toEqual([1, 1])
  expect(unknown.stderr).toContain('There is no account of this name')
  expect(guess.stdout).toBe('')
})

it('takes only what it knows', async () => {
  expect((await run('recover')).code).toBe(2)
  expect((await run('invite', 'somebody')).code).toBe(2)
  expect((await cli(['serve', '--sign-up', 'sometimes'])).code).toBe(2)
})
