// Section 1: what HTTP itself promises, and in which order a request is evaluated.
import assert from 'node:assert/strict'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { hasStatus, isSuccess } from '../expect.ts'
import { sendBytes } from '../raw.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, patch, put, send, setAcl } from '../setting.ts'
import type { Target } from '../target.ts'

const representation = ['content-type', 'etag', 'last-modified', 'allow', 'wac-allow', 'link']

async function headIsLikeGet({ alice }: Target, url: string): Promise<void> {
  const get = await alice.fetch(url)
  const head = await alice.fetch(url, { method: 'HEAD' })

  await hasStatus(head, get.status, `HEAD ${url}`)
  assert.equal(await head.text(), '')
  for (const name of representation) {
    assert.equal(head.headers.get(name), get.headers.get(name), `${name} of HEAD and GET`)
  }
}

export const rows: readonly Row[] = [
  {
    id: 'H1',
    level: 'M',
    title: 'answers HEAD of a document like GET, without the body',
    async run(target) {
      await headIsLikeGet(target, await freshDocument(target))
    },
  },
  {
    id: 'H1',
    level: 'M',
    title: 'answers HEAD of a container like GET, without the body',
    async run(target) {
      await headIsLikeGet(target, await freshContainer(target))
    },
  },
  {
    id: 'H1',
    level: 'M',
    title: 'asks the same rights for HEAD as for GET',
    async run(target) {
      const url = await freshDocument(target)
      for (const fetch of [target.anonymous, target.bob.fetch]) {
        const [get, head] = [await fetch(url), await fetch(url, { method: 'HEAD' })]
        assert.ok([401, 403].includes(get.status), `GET answers ${get.status}`)
        assert.equal(head.status, get.status)
      }
    },
  },
  {
    id: 'H1',
    level: 'M',
    title: 'changes nothing on GET, HEAD and OPTIONS',
    async run(target) {
      const url = await freshDocument(target)
      const before = (await target.alice.fetch(url)).headers.get('etag')
      for (const method of ['HEAD', 'OPTIONS', 'GET']) await target.alice.fetch(url, { method })
      const after = (await target.alice.fetch(url)).headers.get('etag')
      assert.ok(before)
      assert.equal(after, before)
    },
  },
  {
    id: 'H1',
    level: 'M',
    title: 'answers two requests written one after the other to the same connection',
    async run({ baseUrl, alice }) {
      const { pathname } = new URL(alice.webId)
      const head = `HEAD ${pathname} HTTP/1.1\r\nHost: ${new URL(baseUrl).host}\r\n`
      const answers = await sendBytes(baseUrl, `${head}\r\n${head}Connection: close\r\n\r\n`)
      assert.equal(answers.match(/^HTTP\/1\.1 200 /gm)?.length, 2, answers)
    },
  },
  {
    id: 'H1',
    level: 'M',
    title: 'refuses HTTP/1.1 without Host with 400',
    async run({ baseUrl }) {
      const answer = await sendBytes(baseUrl, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')
      assert.match(answer, /^HTTP\/1\.1 400 /)
    },
  },
  {
    id: 'H1',
    level: 'M',
    title: 'refuses a second Host or a second Content-Length with 400',
    async run({ baseUrl }) {
      const { host } = new URL(baseUrl)
      const hosts = `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: other.example\r\nConnection: close\r\n\r\n`
      assert.match(await sendBytes(baseUrl, hosts), /^HTTP\/1\.1 (?:400|421) /)
      const lengths = 'Content-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab'
      const answer = await sendBytes(baseUrl, `PUT /a HTTP/1.1\r\nHost: ${host}\r\n${lengths}`)
      assert.match(answer, /^HTTP\/1\.1 400 /)
    },
  },
  {
    id: '0',
    level: 'G',
    title: 'refuses broken credentials even where everybody may read',
    async run({ alice, anonymous }) {
      const headers = { authorization: 'DPoP broken', dpop: 'broken' }
      await hasStatus(await anonymous(alice.webId), 200, 'GET of the profile by nobody')
      await hasStatus(await anonymous(alice.webId, { headers }), 401, 'GET with a broken token')
    },
  },
  {
    id: '0',
    level: 'G',
    title: 'refuses a stranger before it looks at the body of a PATCH',
    async run(target) {
      const url = await freshDocument(target)
      await hasStatus(await patch(target.bob, url, 'no patch at all'), 403, 'PATCH by a stranger')
      const nobody = { fetch: target.anonymous }
      await hasStatus(await patch(nobody, url, 'no', 'text/unheard-of'), 401, 'PATCH by nobody')
    },
  },
  {
    id: '0',
    level: 'G',
    title: 'refuses a stranger before it looks at conditions, types and conflicts',
    async run(target) {
      const url = await freshDocument(target)
      const { bob } = target
      const headers = { 'if-match': '"never"' }
      await hasStatus(await put(bob, url, '', 'text/plain', headers), 403, 'PUT with a condition')
      await hasStatus(await send(bob, 'PUT', url, 'untyped'), 403, 'PUT without a type')
      await hasStatus(await put(bob, `${url}/inside`, ''), 403, 'PUT inside of a document')
    },
  },
  {
    id: '0',
    level: 'G',
    title: 'tells that a condition failed before it tells that the body is broken',
    async run(target) {
      const url = await freshDocument(target)
      const headers = { 'if-match': '"never"' }
      const response = await put(target.alice, url, '<broken', 'text/turtle', headers)
      await hasStatus(response, 412, 'PUT of broken Turtle with a condition that fails')
    },
  },
  {
    id: '0',
    level: 'G',
    title: 'leaves no trace of a write that is refused',
    async run(target) {
      const container = await freshContainer(target)
      await setAcl(target, container, [{ agentClass: foaf.Agent, modes: ['Read'] }])
      const before = await target.alice.fetch(container)
      await isSuccess(before, 'GET of the container')
      await hasStatus(await put(target.bob, `${container}a/b/c`, ''), 403, 'PUT by a reader')
      const after = await target.alice.fetch(container)
      assert.equal(await after.text(), await before.text())
      assert.equal(after.headers.get('etag'), before.headers.get('etag'))
    },
  },
]
