// Changes are told as they happen, at a stock provider.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSocket } from '../../client/cli/web-socket.ts'
import { writeDocument } from '../../client/sdk/document.ts'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { Session } from '../../client/sdk/session.ts'
import { watch } from '../../client/sdk/watch.ts'
import type { ResourceChange, Socket, WatchOptions } from '../../client/sdk/watch.ts'
import { literal, namedNode, quad } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'

let elsewhere: CommunityServer

beforeAll(async () => {
  elsewhere = await startCommunityServer()
}, 240_000)

afterAll(() => elsewhere.stop())

/** Writes a document that says `text`. */
async function write({ fetch }: Session, url: string, text: string): Promise<void> {
  await writeDocument(fetch, url, [quad(namedNode(url), namedNode(fh.cost), literal(text))])
}

/** A watch of which the changes are taken one by one. */
function start(session: Session, url: string, options: WatchOptions = {}) {
  const stop = new AbortController()
  const sockets: Socket[] = []
  const changes = watch(session.fetch, url, {
    signal: stop.signal,
    openSocket: (address) => {
      const socket = openSocket(address)
      sockets.push(socket)
      return socket
    },
    wait: quickly,
    pollSeconds: false,
    ...options,
  })
  return { sockets, stop, next: async () => (await changes.next()).value as ResourceChange }
}

/** Pauses before trying again are short; what takes longer by design never comes. */
async function quickly(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (ms <= 60_000) setTimeout(resolve, 10)
    signal.addEventListener('abort', () => resolve())
  })
}

/** Resolves when a watch hears: a socket of its own is open. */
async function isHearing({ sockets }: ReturnType<typeof start>, count = 1): Promise<void> {
  await expect.poll(() => sockets.length, { timeout: 20_000 }).toBe(count)
  const socket = sockets.at(-1) as Socket & { readonly readyState: number }
  await expect.poll(() => socket.readyState, { timeout: 20_000 }).toBe(1)
}

describe.each([['at another provider', (name: string) => elsewhere.createAccount(name)]])(
  'somebody whose pod is %s',
  (_where, createAccount) => {
    let session: Session
    let storage: string
    let count = 0

    beforeAll(async () => {
      const account = await createAccount('alice')
      session = await loginWithCredentials(account)
      storage = account.storage
    })

    const newUrl = () => {
      count += 1
      return `${storage}folder-${count}/document.ttl`
    }

    it('hears of each change of a document, in order', async () => {
      const url = newUrl()
      await write(session, url, 'one')
      const watched = start(session, url)
      const first = watched.next()
      await isHearing(watched)

      await write(session, url, 'two')
      expect(await first).toMatchObject({ type: 'Update', resource: url })
      await session.fetch(url, { method: 'DELETE' })
      expect(await watched.next()).toMatchObject({ type: 'Delete', resource: url })
      watched.stop.abort()
    })

    it('hears of what is added to a folder and removed from it', async () => {
      const url = newUrl()
      await write(session, url, 'one')
      const folder = new URL('.', url).href
      const watched = start(session, folder)
      const added = watched.next()
      await isHearing(watched)

      await write(session, `${folder}new.ttl`, 'new')

      expect(await added).toMatchObject({
        type: 'Add',
        resource: `${folder}new.ttl`,
        target: folder,
      })
      watched.stop.abort()
    })

    it('hears of what it missed while the connection was broken, once', async () => {
      const url = newUrl()
      await write(session, url, 'one')
      const watched = start(session, url)
      const first = watched.next()
      await isHearing(watched)
      await write(session, url, 'two')
      await first

      watched.sockets.at(-1)!.close()
      await write(session, url, 'three')
      const missed = await watched.next()
      await isHearing(watched, 2)
      await write(session, url, 'four')
      const heard = await watched.next()

      expect(missed).toMatchObject({ type: 'Update', resource: url })
      expect(heard).toMatchObject({ type: 'Update', resource: url })
      expect(heard.state).not.toBe(missed.state)
      watched.stop.abort()
    })

    it('hears of what happened since it last read, before anything else', async () => {
      const url = newUrl()
      await write(session, url, 'one')
      const etag = (await session.fetch(url)).headers.get('etag')!
      await write(session, url, 'two')

      const watched = start(session, url, { state: etag })

      expect(await watched.next()).toMatchObject({ type: 'Update', resource: url })
      watched.stop.abort()
    })

    it('is told that there is nothing, or that it is not for everybody', async () => {
      const missing = watch(session.fetch, `${storage}not-there.ttl`, { openSocket })
      await expect(missing.next()).rejects.toMatchObject({ name: 'RequestError', status: 404 })

      const url = newUrl()
      await write(session, url, 'one')
      const anonymous = watch(fetch, url, { openSocket })
      await expect(anonymous.next()).rejects.toMatchObject({ name: 'RequestError', status: 401 })
    })

    it('may look from time to time instead', async () => {
      const url = newUrl()
      await write(session, url, 'one')
      const looks: number[] = []
      const wait = async (ms: number) => {
        looks.push(ms)
        await write(session, url, `look ${looks.length}`)
      }

      const changes = watch(session.fetch, url, {
        openSocket: false,
        wait,
        pollSeconds: 7,
      })
      const { value } = await changes.next()
      await changes.return()

      expect(value).toMatchObject({ type: 'Update', resource: url })
      expect(looks[0]).toBe(7000)
    })
  },
)
