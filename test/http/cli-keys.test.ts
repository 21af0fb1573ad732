// `freehold keys rotate` on a running server.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cli } from '../support/cli.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server?.close())

const rotate = (...options: string[]) =>
  cli(['keys', 'rotate', '--url', server.baseUrl, ...options], {
    FREEHOLD_OPERATOR_TOKEN: server.operatorToken,
  })

it('shows the keys that sign, and those that will', async () => {
  const { code, stdout } = await rotate()

  expect(code).toBe(0)
  expect(stdout.match(/^\S+ +(ES256|RS256) +(current|next) .*$/gm)).toHaveLength(4)
})

it('drops the old ones with --now', async () => {
  const { code, stdout } = await rotate('--now', '--json')

  const { keys } = JSON.parse(stdout) as { keys: { state: string }[] }
  expect(code).toBe(0)
  expect(keys.map(({ state }) => state)).toEqual(['current', 'current'])
})

it('fails for who is not the operator', async () => {
  const { code } = await cli(['keys', 'rotate', '--url', server.baseUrl], {
    FREEHOLD_OPERATOR_TOKEN: 'nonsense',
  })

  expect(code).toBe(1)
})
