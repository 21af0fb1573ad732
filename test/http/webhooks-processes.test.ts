// Webhooks across restarts, crashes and workers: nothing is lost, and one process sends at a time.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { Session } from '../../client/sdk/session.ts'
import { temporaryFolder } from '../support/cli.ts'
import type { TestAccount } from '../support/server.ts'
import { address, freeholdProcess, stopped } from '../support/server-process.ts'
import { openReceiver } from '../support/webhook-receiver.ts'
import type { Receiver } from '../support/webhook-receiver.ts'
import { activityIn, say, toldBy, webhook } from '../support/webhooks.ts'
import { startWorkerServer } from '../support/workers.ts'

async function start(dataFolder: string, port = '0') {
  const child = freeholdProcess(['serve', '--data', dataFolder, '--port', port])
  const baseUrl = await address(child)
  return { child, baseUrl, port: new URL(baseUrl).port }
}

/** Alice, new on a server that is one process. */
async function accountAt(baseUrl: string, dataFolder: string): Promise<TestAccount> {
  const token = (await readFile(join(dataFolder, 'operator.token'), 'utf8')).trim()
  const response = await fetch(`${baseUrl}/.account`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"name":"alice"}',
  })
  return (await response.json()) as TestAccount
}

async function writeAll({ fetch }: Session, urls: readonly string[]) {
  for (const url of urls) await say(fetch, url, 1)
}

function namesIn(container: string, prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, number) => `${container}${prefix}${number}`)
}

function added(container: string, urls: readonly string[]) {
  return urls.map((url) => `Add ${url} ${container}`)
}

describe('webhooks', { timeout: 120_000 }, () => {
  it('go on where they were after a restart', async () => {
    await using folder = await temporaryFolder()
    const first = await start(folder.path)
    const account = await accountAt(first.baseUrl, folder.path)
    const session = await loginWithCredentials(account)
    const container = `${account.storage}public/`
    const receiver = await openReceiver()
    await webhook(session.fetch, first.baseUrl, { topic: container, sendTo: receiver.sendTo })
    const [before, after] = [namesIn(container, 'a', 2), namesIn(container, 'b', 2)]
    await writeAll(session, before)
    await receiver.first(2)
    await receiver.close()
    await writeAll(session, after)
    await stopped(first.child)

    const back = await openReceiver({ port: receiver.port })
    const second = await start(folder.path, first.port)
    const messages = await back.first(2)
    await stopped(second.child)
    await back.close()

    expect(toldBy(receiver.messages)).toEqual(added(container, before))
    expect(toldBy(messages)).toEqual(added(container, after))
  })

  it('send again, under the same id, what was not known to have arrived', async () => {
    await using folder = await temporaryFolder()
    const first = await start(folder.path)
    const account = await accountAt(first.baseUrl, folder.path)
    const session = await loginWithCredentials(account)
    const topic = `${account.storage}public/a`
    const receiver = await openReceiver({
      take: (res, number) => {
        if (number > 0) res.writeHead(204).end()
        else first.child.kill('SIGKILL')
      },
    })
    await webhook(session.fetch, first.baseUrl, { topic, sendTo: receiver.sendTo })
    await say(session.fetch, topic, 1)
    await stopped(first.child)

    const second = await start(folder.path, first.port)
    const messages = await receiver.first(2)
    await stopped(second.child)
    await receiver.close()

    const [one, again] = messages.map(activityIn)
    expect(again!.id).toBe(one!.id)
    expect(messages[1]!.headers['dpop']).not.toBe(messages[0]!.headers['dpop'])
  })

  it('send each message once, whichever worker a change was made at', async () => {
    await using folder = await temporaryFolder()
    const server = await startWorkerServer(folder.path)
    const account = await server.account('alice')
    const session = await loginWithCredentials(account)
    const receiver = await openReceiver()
    const container = `${account.storage}public/`
    await webhook(session.fetch, server.baseUrl, { topic: container, sendTo: receiver.sendTo })
    const urls = namesIn(container, 'x', 30)
    await Promise.all(urls.map((url) => say(session.fetch, url, 1)))
    await say(session.fetch, `${container}last`, 1)

    const messages = await receiver.first(31)
    await server.stop()
    await receiver.close()

    const told = toldBy(receiver.messages)
    expect(told.toSorted()).toEqual(added(container, [...urls, `${container}last`]).toSorted())
    expect(told.at(-1)).toBe(`Add ${container}last ${container}`)
    expect(new Set(messages.map((each) => activityIn(each).id)).size).toBe(31)
  })

  it('are sent by another worker when the one that sends is killed', async () => {
    await using folder = await temporaryFolder()
    const server = await startWorkerServer(folder.path)
    const account = await server.account('alice')
    const session = await loginWithCredentials(account)
    const receiver = await openReceiver()
    const container = `${account.storage}public/`
    await webhook(session.fetch, server.baseUrl, { topic: container, sendTo: receiver.sendTo })
    await say(session.fetch, `${container}0`, 1)
    await receiver.first(1)

    // One after the other: whichever of them sends is among them.
    for (const [index, pid] of (await server.pids()).entries()) {
      process.kill(pid, 'SIGKILL')
      await untilDone(() => say(briefly(session.fetch), `${container}${index + 1}`, 1))
      await told(receiver, index + 2)
    }
    await server.stop()
    await receiver.close()

    expect([...new Set(toldBy(receiver.messages))]).toEqual(
      added(container, namesIn(container, '', 3)),
    )
  })
})

/** Resolves when so many different things were told: who was killed may have told one already. */
async function told(receiver: Receiver, count: number, messages = count): Promise<void> {
  const different = new Set(toldBy(await receiver.first(messages)))
  if (different.size < count) await told(receiver, count, messages + 1)
}

/** What was on its way to a worker that was killed is answered by nobody. */
function briefly(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(3_000) })
}

/** Connections to a worker that was killed are cut, so clients try again. */
async function untilDone(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const isCut = error instanceof TypeError || error instanceof DOMException
    if (!isCut) throw error
    await untilDone(work)
  }
}
