// Profiles: who you can be at the command line.
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileNames, readProfileFile, saveProfile } from '../../client/cli/profiles.ts'
import { cli, temporaryFolder } from '../support/cli.ts'
import { freePort } from '../support/free-port.ts'

const profile = {
  webId: 'http://localhost:1/alice/profile/card#me',
  issuer: 'http://localhost:1/',
  clientId: 'id',
  clientSecret: 'secret',
}

describe('a stored profile', () => {
  it('can be read by its owner alone', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: join(folder.path, 'home') }

    const file = await saveProfile(env, 'alice', profile)

    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder.path, 'home', 'profiles'))).mode & 0o777).toBe(0o700)
    expect(await readProfileFile(env, 'alice')).toEqual(profile)
  })

  it('is closed to others even where an open file of that name was', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path }
    await mkdir(join(folder.path, 'profiles'))
    await writeFile(join(folder.path, 'profiles', 'alice.json'), '{}', { mode: 0o644 })

    const file = await saveProfile(env, 'alice', profile)

    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder.path, 'profiles'))).toEqual(['alice.json'])
  })

  it('is listed by name', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path }
    expect(await profileNames(env)).toEqual([])

    await saveProfile(env, 'bob', profile)
    await saveProfile(env, 'alice', profile)

    expect(await profileNames(env)).toEqual(['alice', 'bob'])
  })
})

describe('signing in with a profile that is not there', () => {
  it('says which ones are', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path }
    await saveProfile(env, 'alice', profile)

    const { code, stderr } = await cli(['requests', '--as', 'carol'], env)

    expect(code).toBe(2)
    expect(stderr).toContain("There is no profile 'carol' (stored are: alice)")
  })

  it('never looks outside of the folder', async () => {
    await using folder = await temporaryFolder()

    const { code, stderr } = await cli(['requests', '--as', '../../etc/passwd'], {
      FREEHOLD_HOME: folder.path,
    })

    expect(code).toBe(2)
    expect(stderr).toContain('is no profile name')
  })

  it('says what a broken profile lacks', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'profiles'))
    await writeFile(join(folder.path, 'profiles', 'alice.json'), '{"webId": "http://localhost:1/"}')

    const { code, stderr } = await cli(['requests'], {
      FREEHOLD_HOME: folder.path,
      FREEHOLD_AS: 'alice',
    })

    expect(code).toBe(1)
    expect(stderr).toContain('lacks issuer')
  })
})

describe('signing in where nobody answers', () => {
  it('fails with one sentence, also for programs', async () => {
    await using folder = await temporaryFolder()
    const env = { FREEHOLD_HOME: folder.path }
    const nobody = `http://localhost:${await freePort()}/`
    await saveProfile(env, 'alice', { ...profile, issuer: nobody })

    const { code, stdout, stderr } = await cli(['requests', '--as', 'alice', '--json'], env)

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      error: { title: 'Another server did not answer' },
    })
    expect(stderr).toContain('Nobody answers')
  })
})
