// `freehold account create` on a running server.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readProfileFile } from '../../client/cli/profiles.ts'
import { signInAs } from '../../client/cli/sign-in.ts'
import { cli, temporaryFolder } from '../support/cli.ts'
import { freePort } from '../support/free-port.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server?.close())

function create(name: string, ...options: string[]): string[] {
  return ['account', 'create', name, '--url', server.baseUrl, ...options]
}

it('prints exactly five lines that a shell can read', async () => {
  const env = { FREEHOLD_OPERATOR_TOKEN: server.operatorToken }

  const { code, stdout } = await cli(create('ann', '--format', 'env'), env)

  expect(code).toBe(0)
  expect(stdout.split('\n').map((line) => line.split('=', 1)[0])).toEqual(
    'WEBID STORAGE ISSUER CLIENT_ID CLIENT_SECRET '.split(' '),
  )
  expect(stdout).toContain(`WEBID=${server.baseUrl}/ann/profile/card#me\n`)
  expect(stdout).toContain(`STORAGE=${server.baseUrl}/ann/\n`)
  expect(stdout).toContain(`ISSUER=${server.baseUrl}/\n`)
})

it.each(['--json', '--format=json'])('prints one JSON object with %s', async (option) => {
  const env = { FREEHOLD_OPERATOR_TOKEN: server.operatorToken }
  const name = `json-${option.replaceAll(/\W/g, '')}`

  const { stdout } = await cli(create(name, option), env)

  expect(JSON.parse(stdout)).toMatchObject({
    webId: `${server.baseUrl}/${name}/profile/card#me`,
    clientId: expect.any(String),
    clientSecret: expect.any(String),
    password: expect.any(String),
  })
})

it('shows people the password, once, and stores a profile that signs in', async () => {
  await using folder = await temporaryFolder()
  const env = { FREEHOLD_OPERATOR_TOKEN: server.operatorToken, FREEHOLD_HOME: folder.path }

  const { code, stdout } = await cli(create('ben', '--save', 'ben'), env)

  expect(code).toBe(0)
  expect(stdout).toMatch(/Password .*shown this once/)
  const session = await signInAs(await readProfileFile(env, 'ben'))
  expect(session.webId).toBe(`${server.baseUrl}/ben/profile/card#me`)
})

it('refuses a name that is taken, and stores nothing', async () => {
  await using folder = await temporaryFolder()
  const env = { FREEHOLD_OPERATOR_TOKEN: server.operatorToken, FREEHOLD_HOME: folder.path }
  await cli(create('cat'), env)

  const { code, stdout, stderr } = await cli(create('cat', '--save', 'cat', '--json'), env)

  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ error: { status: 409 } })
  expect(stderr).toContain('"cat" is taken')
  await expect(readProfileFile(env, 'cat')).rejects.toThrow('no profile')
})

it('refuses whoever is not the operator', async () => {
  const { code, stderr } = await cli(create('dan'), { FREEHOLD_OPERATOR_TOKEN: 'wrong' })

  expect(code).toBe(1)
  expect(stderr).toContain('The credentials are not valid')
})

it('says where it looked for the operator secret', async () => {
  await using folder = await temporaryFolder()

  const { code, stderr } = await cli(create('eve', '--data', folder.path))

  expect(code).toBe(1)
  expect(stderr).toContain('operator.token cannot be read')
  expect(stderr).toContain('FREEHOLD_OPERATOR_TOKEN')
})

it('says when nobody answers', async () => {
  const nobody = `http://localhost:${await freePort()}`

  const { code, stderr } = await cli(['account', 'create', 'fay', '--url', nobody], {
    FREEHOLD_OPERATOR_TOKEN: 'any',
  })

  expect(code).toBe(1)
  expect(stderr).toContain('Nobody answers')
})
