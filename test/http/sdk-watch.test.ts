// Changes are told as they happen, at our provider and at a stock one, through the same few lines.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSocket } from '../../client/cli/web-socket.ts'
import { writeDocument } from '../../client/sdk/document.ts'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { Session } from '../../client/sdk/session.ts'
import { watch } from '../../client/sdk/watch.ts'
import type { ResourceChange, Socket, WatchOptions } from '../../client/sdk/watch.ts'
import { literal, namedNode, quad } from '../../shapes/graph.ts'
import { acl } from '../../vocab/generated/acl.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let here: TestServer
let elsewhere: CommunityServer

beforeAll(async () => {
  const servers = await Promise.all([startTestServer(), startCommunityServer()])
  here = servers[0]
  elsewhere = servers[1]
}, 240_000)

afterAll(async () => {
  await here.close()
  await elsewhere.stop()
})

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

describe.each([
  ['here', (name: string) => here.account(name)],
  ['at another provider', (name: string) => elsewhere.createAccount(name)],
])('somebody whose pod is %s', (_where, createAccount) => {
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

  it.each([
    ['document', false],
    ['folder', true],
  ])('hears nothing of a break in which its %s stayed as it was', async (_what, isFolder) => {
    const url = newUrl()
    await write(session, url, 'one')
    const folder = new URL('.', url).href
    const watched = start(session, isFolder ? folder : url)
    const first = watched.next()
    await isHearing(watched)
    await write(session, isFolder ? `${folder}two.ttl` : url, 'two')
    await first

    watched.sockets.at(-1)!.close()
    const next = watched.next()
    await isHearing(watched, 2)
    await session.fetch(url, { method: 'DELETE' })

    const removed = isFolder ? { type: 'Remove', target: folder } : { type: 'Delete' }
    expect(await next).toMatchObject({ ...removed, resource: url })
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
})

describe('somebody who may read until the owner changes her mind', () => {
  it('is told nothing more, and that it is over', async () => {
    const alice = await here.account('owner')
    const bob = await here.account('reader')
    const url = `${alice.storage}shared/note.ttl`
    await write(alice.session, url, 'one')
    await putRules(alice, url, [alice.webId, bob.webId])
    const watched = start(bob.session, url)
    const first = watched.next()
    await isHearing(watched)
    await write(alice.session, url, 'two')
    expect(await first).toMatchObject({ type: 'Update', resource: url })

    const last = watched.next()
    await putRules(alice, url, [alice.webId])
    await write(alice.session, url, 'three')

    await expect(last).rejects.toMatchObject({ name: 'RequestError', status: 403 })
  })
})

/** The rules of a document: the owner, named first, controls it; all may read it. */
async function putRules(owner: { readonly session: Session }, url: string, who: readonly string[]) {
  const rules = namedNode(`${url}.acl`)
  const says = (name: string, property: string, object: string) =>
    quad(namedNode(`${rules.value}#${name}`), namedNode(property), namedNode(object))
  const rule = (name: string, agents: readonly string[], mode: string) => [
    says(name, rdf.type, acl.Authorization),
    says(name, acl.accessTo, url),
    ...agents.map((agent) => says(name, acl.agent, agent)),
    says(name, acl.mode, mode),
  ]
  await writeDocument(owner.session.fetch, rules.value, [
    ...rule('owner', who.slice(0, 1), acl.Control),
    ...rule('writer', who.slice(0, 1), acl.Write),
    ...rule('readers', who, acl.Read),
  ])
}
