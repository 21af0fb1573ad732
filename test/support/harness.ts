// What the official conformance harness is given: a server started by `freehold serve`, and alice and bob made
// by `freehold account create`, each command in a process of its own.
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { temporaryFolder } from './cli.ts'
import { askAnonymously, openHarnessClient } from './harness-client.ts'
import type { Ask, HarnessAccount, HarnessClient } from './harness-client.ts'
import { freeholdProcess, startServerProcess } from './server-process.ts'

export interface HarnessAgent extends HarnessAccount, HarnessClient {
  /** What the command printed. */
  readonly printed: string
}

export interface Harness {
  /** 'http://localhost:41234' */
  readonly baseUrl: string
  readonly alice: HarnessAgent
  readonly bob: HarnessAgent
  readonly anonymously: Ask
  close(): Promise<void>
}

/** A server and its two people, signed in. */
export async function openHarness(): Promise<Harness> {
  const folder = await temporaryFolder()
  const server = await startServerProcess(folder.path)
  const agent = (name: string) => openAgent(name, server.baseUrl, folder.path)
  const [alice, bob] = await Promise.all([agent('alice'), agent('bob')])
  return { baseUrl: server.baseUrl, alice, bob, anonymously: askAnonymously, close }

  async function close() {
    await server.stop()
    await folder[Symbol.asyncDispose]()
  }
}

async function openAgent(name: string, url: string, folder: string): Promise<HarnessAgent> {
  const where = ['--url', url, '--data', folder]
  const child = freeholdProcess(['account', 'create', name, ...where, '--format', 'env'])
  const streams = [child.stdout as Readable, child.stderr as Readable].map((each) => text(each))
  const [code] = (await once(child, 'exit')) as [number | null]
  const [printed = '', complaint = ''] = await Promise.all(streams)
  if (code !== 0) throw new Error(`No account for ${name}: ${complaint}`)
  const account = accountIn(printed)
  return { printed, ...account, ...(await openHarnessClient(account)) }
}

/** Reads the lines as a shell would that takes them as variables. */
function accountIn(printed: string): HarnessAccount {
  const values = new Map(
    printed.split('\n').map((line): [string, string] => {
      const [name = '', value = ''] = line.split(/=(.*)/s)
      return [name, value]
    }),
  )
  const value = (name: string) => values.get(name) ?? ''
  return {
    webId: value('WEBID'),
    storage: value('STORAGE'),
    issuer: value('ISSUER'),
    clientId: value('CLIENT_ID'),
    clientSecret: value('CLIENT_SECRET'),
  }
}
