// The command line for a person whose pod is at a stock Community Solid Server.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profileNames, readProfileFile } from '../../client/cli/profiles.ts'
import { signInAs } from '../../client/cli/sign-in.ts'
import { readDocument } from '../../client/sdk/document.ts'
import { profileIn } from '../../client/sdk/profile.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import { cli, temporaryFolder } from '../support/cli.ts'
import type { CommunityAccount } from '../support/community-accounts.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'

let provider: CommunityServer
let bob: CommunityAccount
beforeAll(async () => {
  provider = await startCommunityServer()
  bob = await provider.createAccount('bob')
}, 180_000)
afterAll(() => provider?.stop())

/** The command that stores a profile of Bob, some of its values replaced. */
function loginOf(replaced: Partial<CommunityAccount>): string[] {
  const { webId, issuer, clientId, clientSecret } = { ...bob, ...replaced }
  const key = ['--client-id', clientId, '--client-secret', clientSecret]
  return ['login', '--webid', webId, '--issuer', issuer, ...key, '--save', 'bob']
}

describe('login', () => {
  it('stores a profile that can sign in', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path }

    const { code, stdout } = await cli(loginOf({}), env)

    expect(code).toBe(0)
    expect(stdout).toContain(`${bob.webId} can sign in`)
    expect(stdout).not.toContain(bob.clientSecret)
    expect((await signInAs(await readProfileFile(env, 'bob'))).webId).toBe(bob.webId)
  })

  it.each([
    ['a wrong secret', { clientSecret: 'wrong' }],
    ['the WebID of somebody else', { webId: 'http://localhost:3/carol/profile/card#me' }],
  ])('stores nothing with %s', async (_what, replaced) => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path }

    const { code, stdout, stderr } = await cli([...loginOf(replaced), '--json'], env)

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toHaveProperty('error.detail')
    expect(stderr).not.toBe('')
    expect(await profileNames(env)).toEqual([])
  })
})

describe('a person of the other provider', () => {
  it('chooses a mediator, which names her storage too', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path, FREEHOLD_AS: 'bob' }
    await cli(loginOf({}), env)

    const { code } = await cli(['connect', '--mediator', 'http://localhost:4321'], env)

    expect(code).toBe(0)
    const { graph } = await readDocument(globalThis.fetch, bob.webId)
    expect(profileIn(graph, bob.webId)).toMatchObject({
      mediator: 'http://localhost:4321/.mediator/#it',
      storages: [bob.storage],
      issuers: [bob.issuer],
    })
  })

  it('imports a file, and the same file again without change', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path, FREEHOLD_AS: 'bob' }
    const file = join(folder.path, 'january.xml')
    await writeFile(file, syntheticGreenButton({ seed: 3, from: '2026-01-01', to: '2026-01-03' }))
    await cli(loginOf({}), env)

    const first = await cli(['import', file], env)
    const again = await cli(['import', file], env)

    expect(first).toMatchObject({ code: 0 })
    expect(first.stdout).toContain('january.xml: 192 readings imported (synthetic data)')
    expect(first.stdout).toContain(`created ${bob.storage}data/energy/raw/2026-01.ttl (192)`)
    expect(again.stdout).toContain(`unchanged ${bob.storage}data/energy/raw/2026-01.ttl`)
  })

  it('imports nothing when one of two files is bad', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path, FREEHOLD_AS: 'bob' }
    const good = join(folder.path, 'good.xml')
    const bad = join(folder.path, 'bad.xml')
    const text = syntheticGreenButton({ seed: 3, from: '2025-05-01', to: '2025-05-03' })
    await writeFile(good, text)
    await writeFile(bad, text.slice(0, text.length / 2))
    await cli(loginOf({}), env)

    const { code, stderr } = await cli(['import', good, bad], env)

    expect(code).toBe(1)
    expect(stderr).toContain('nothing was imported')
    expect(stderr).toContain('bad.xml')
    const session = await signInAs(await readProfileFile(env, 'bob'))
    const month = `${bob.storage}data/energy/raw/2025-05.ttl`
    expect((await session.fetch(month)).status).toBe(404)
  })
})
