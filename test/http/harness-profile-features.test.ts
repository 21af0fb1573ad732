// What the features of the official conformance harness ask beyond access rules, over http://localhost with nothing
// but fetch and a key.
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linked } from '../../client/sdk/links.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { openHarness } from '../support/harness.ts'
import type { Harness } from '../support/harness.ts'

const turtle = { 'content-type': 'text/turtle' }
const asContainer = { ...turtle, link: `<${ldp.BasicContainer}>; rel="type"` }

let harness: Harness
beforeAll(async () => void (harness = await openHarness()))
afterAll(() => harness?.close())

/** The URL of a container that nobody else uses, made as the harness makes it. */
async function freshContainer(): Promise<string> {
  const { alice } = harness
  const url = `${alice.storage}${randomUUID()}/`
  expect((await alice.ask('PUT', url, { headers: asContainer })).status).toBe(201)
  return url
}

async function membersOf(container: string): Promise<string[]> {
  const answer = await harness.alice.ask('GET', container, { headers: { accept: 'text/turtle' } })
  const graph = parseTurtle(await answer.text(), container)
  return graph.getObjects(container, ldp.contains, null).map(({ value }) => value)
}

describe('the features of the harness', () => {
  it('patch a document into being, with containers above it that list it', async () => {
    const { alice } = harness
    const container = await freshContainer()
    const url = `${container}a/b/x.txt`

    const answer = await alice.ask('PATCH', url, {
      headers: { 'content-type': 'application/sparql-update' },
      body: 'INSERT DATA { <#hello> <#linked> <#world> . }',
    })

    expect(answer.status).toBe(201)
    expect(await membersOf(container)).toEqual([`${container}a/`])
    expect(await membersOf(`${container}a/`)).toEqual([`${container}a/b/`])
    expect(await membersOf(`${container}a/b/`)).toEqual([url])
  })

  it('get Turtle of a container when they accept nearly everything', async () => {
    const container = await freshContainer()
    const accept =
      'text/turtle,application/xhtml+xml,text/html;q=0.9,application/xml;q=0.9,image/webp,*/*;q=0.8'
    const long = `${accept}${',application/x-filler;q=0.1'.repeat(20)}`

    const answer = await harness.alice.ask('GET', container, { headers: { accept: long } })

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/turtle')
  })

  it.each(['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE'])(
    'send %s without credentials and are asked for them',
    async (method) => {
      const url = method === 'POST' ? await freshContainer() : `${await freshContainer()}x.ttl`
      const type = method === 'PATCH' ? 'application/sparql-update' : 'text/turtle'
      const content = { headers: { 'content-type': type }, body: 'INSERT DATA { <> a <#T> }' }

      const bodiless = ['GET', 'HEAD', 'DELETE'].includes(method)
      const answer = await harness.anonymously(method, url, bodiless ? {} : content)

      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP /)
    },
  )

  it.each(['PUT', 'POST', 'PATCH'])('send %s with content of no type, in vain', async (method) => {
    const container = await freshContainer()
    const url = method === 'POST' ? container : `${container}untyped`

    const answer = await harness.alice.ask(method, url, { body: '<> a <#Untyped> .' })

    expect(answer.status).toBe(400)
    expect(await membersOf(container)).toEqual([])
  })

  it('read the rights that people have from WAC-Allow, where no ACL is nearer than the root', async () => {
    const { alice } = harness
    const url = `${await freshContainer()}document.ttl`
    const written = await alice.ask('PUT', url, { headers: turtle, body: '<> a <#T> .' })
    const parent = new URL('.', url).href
    const [parentAcl] = linked(await alice.ask('HEAD', parent), parent, 'acl')
    const before = await alice.ask('GET', parentAcl!)
    const [aclUrl] = linked(written, url, 'acl')
    const rules = `@prefix acl: <http://www.w3.org/ns/auth/acl#> .
      [] a acl:Authorization ; acl:accessTo <${url}> ; acl:agent <${alice.webId}> ;
        acl:mode acl:Read, acl:Write, acl:Control .
      [] a acl:Authorization ; acl:accessTo <${url}> ; acl:mode acl:Append, acl:Read ;
        acl:agentClass <http://xmlns.com/foaf/0.1/Agent> .`

    const stored = await alice.ask('PUT', aclUrl!, { headers: turtle, body: rules })
    const read = await harness.bob.ask('GET', url)

    expect(before.status).toBe(404)
    expect(stored.status).toBe(201)
    expect(read.headers.get('wac-allow')).toBe('user="read append",public="read append"')
  })
})

describe('a page at https://tester', () => {
  const origin = 'https://tester'

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])(
    'learns by preflight that it may %s',
    async (method) => {
      const url = `${await freshContainer()}x.ttl`
      const asked = 'X-CUSTOM, Content-Type, Accept'
      const headers = {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': asked,
      }

      const answer = await harness.anonymously('OPTIONS', url, { headers })

      expect(answer.status).toBe(204)
      expect(await answer.text()).toBe('')
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
      expect(answer.headers.get('access-control-allow-methods')).toContain(method)
      expect(answer.headers.get('access-control-allow-headers')).toBe(asked)
      expect(answer.headers.get('vary')).toMatch(/\bOrigin\b/)
    },
  )

  it('is not offered Accept when it did not ask for it', async () => {
    const headers = { origin, 'access-control-request-method': 'POST' }
    const requested = { ...headers, 'access-control-request-headers': 'X-CUSTOM, Content-Type' }

    const answer = await harness.anonymously('OPTIONS', await freshContainer(), {
      headers: requested,
    })

    expect(answer.headers.get('access-control-allow-headers')).not.toContain('Accept')
  })

  it.each(['GET', 'HEAD', 'OPTIONS'])('may read every answer to %s', async (method) => {
    const container = await freshContainer()
    const ours = await harness.alice.ask(method, container, { headers: { origin } })
    const refused = await harness.anonymously(method, container, { headers: { origin } })

    expect(ours.status).toBe(method === 'OPTIONS' ? 204 : 200)
    expect(refused.status).toBe(method === 'OPTIONS' ? 204 : 401)
    for (const { headers } of [ours, refused]) {
      expect(headers.get('access-control-allow-origin')).toBe(origin)
      expect(headers.get('vary')).toMatch(/\bOrigin\b/)
      expect(headers.get('access-control-expose-headers')).toMatch(/\bWAC-Allow\b/i)
      expect(headers.get('access-control-expose-headers')).not.toContain('*')
    }
  })
})

it('answers a Java client, which offers HTTP/2 in clear text with its requests', async () => {
  const { alice } = harness
  const headers = {
    ...(await alice.sign('GET', alice.storage)),
    connection: 'Upgrade, HTTP2-Settings',
    upgrade: 'h2c',
    'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
  }

  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    request(alice.storage, { headers }, resolve).on('error', reject).end(),
  )
  answer.resume()

  expect(answer.statusCode).toBe(200)
})

it('takes no proof twice', async () => {
  const { alice } = harness
  const headers = await alice.sign('GET', alice.storage)

  const first = await harness.anonymously('GET', alice.storage, { headers })
  const again = await harness.anonymously('GET', alice.storage, { headers })

  expect([first.status, again.status]).toEqual([200, 401])
})
