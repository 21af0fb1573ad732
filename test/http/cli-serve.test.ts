// `freehold serve` as a process of its own.
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { cli, temporaryFolder } from '../support/cli.ts'
import { address, freeholdProcess, stopped } from '../support/server-process.ts'

describe('a server process', { timeout: 60_000 }, () => {
  it('says in one line where it listens, and ends well when told to stop', async () => {
    await using folder = await temporaryFolder()
    const child = freeholdProcess(['serve', '--port', '0', '--data', folder.path])
    const words = text(child.stdout as Readable)

    const url = await address(child)
    const answer = await fetch(`${url}/.well-known/openid-configuration`)
    const code = await stopped(child)

    expect(answer.status).toBe(200)
    expect(code).toBe(0)
    expect(await words).toBe(`Freehold listens on ${url}\n`)
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  it('keeps the operator secret in a file of its owner', async () => {
    await using folder = await temporaryFolder()
    const child = freeholdProcess(['serve', '--port', '0', '--data', folder.path])
    await address(child)

    const file = join(folder.path, 'operator.token')
    const secret = await readFile(file, 'utf8')
    await stopped(child)

    expect(secret.trim()).toMatch(/^[\w-]{43,}$/)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('keeps accounts over a restart', async () => {
    await using folder = await temporaryFolder()
    const port = '0'
    const first = freeholdProcess(['serve', '--port', port, '--data', folder.path])
    const url = await address(first)
    const where = ['--data', folder.path, '--url', url]
    const made = await cli(['account', 'create', 'alice', ...where, '--json'])
    await stopped(first)

    const again = ['serve', '--port', new URL(url).port, '--data', folder.path]
    const second = freeholdProcess(again)
    await address(second)
    const { webId } = JSON.parse(made.stdout) as { webId: string }
    const profile = await fetch(webId, { headers: { Accept: 'text/turtle' } })
    await stopped(second)

    expect(profile.status).toBe(200)
  })
})

describe.each(['serve', 'demo'])('%s with a data folder that cannot be', (command) => {
  it('says so when its path leads through a file', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'notes.txt')
    await writeFile(file, 'not a folder')

    for (const data of [file, join(file, 'data')]) {
      const { code, stdout, stderr } = await cli([command, '--port', '0', '--data', data])

      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toContain(`Nothing can be written in ${data} (ENOTDIR)`)
      expect(stderr).toContain('--data')
    }
  })

  it('says so where no folder can be made', async () => {
    const { code, stderr } = await cli([command, '--port', '0', '--data', '/proc/freehold'])

    expect(code).toBe(1)
    expect(stderr).toContain('Nothing can be written in /proc/freehold')
  })
})

describe.each(['serve', 'demo'])('%s on a port that is taken', (command) => {
  it('fails with a sentence that helps', async () => {
    await using folder = await temporaryFolder()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo

    const { code, stdout, stderr } = await cli([
      command,
      '--port',
      String(port),
      '--data',
      folder.path,
    ])
    other.close()

    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain(`Port ${port} is in use`)
    expect(stderr).toContain('--port')
  })
})

it('refuses to serve plain http to the world', async () => {
  await using folder = await temporaryFolder()
  const where = ['--port', '0', '--data', folder.path]

  const { code, stderr } = await cli(['serve', ...where, '--base-url', 'http://pods.example'])

  expect(code).toBe(1)
  expect(stderr).toContain('https://')
})
