// A data folder remembers what it was made for.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startServer } from '../../server/serve.ts'
import { freePort } from '../support/free-port.ts'

describe('a data folder', () => {
  let dataFolder: string
  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'freehold-folder-'))
  })
  afterEach(() => rm(dataFolder, { recursive: true }))

  it('opens again at the address that all its IRIs contain', async () => {
    const port = await freePort()
    const first = await startServer({ dataFolder, port })
    await first.close()

    const again = await startServer({ dataFolder, port })

    expect(again.baseUrl).toBe(first.baseUrl)
    expect(again.operatorToken).toBe(first.operatorToken)
    await again.close()
  })

  it('refuses another address, and says which is its own', async () => {
    const first = await startServer({ dataFolder, port: 0 })
    await first.close()

    const elsewhere = startServer({ dataFolder, port: 0, baseUrl: 'https://pods.example' })

    await expect(elsewhere).rejects.toThrow(`belongs to ${first.baseUrl}`)
  })

  it('opens as what it was: demo accounts never become real ones', async () => {
    const port = await freePort()
    const demo = await startServer({ dataFolder, port, demo: true })
    await demo.close()

    await expect(startServer({ dataFolder, port })).rejects.toThrow('demo accounts')
  })
})
