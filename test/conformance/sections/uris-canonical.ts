// Section 2: one spelling for each path, and a base URL that no request can change.
import assert from 'node:assert/strict'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { sendBytes, sendRaw } from '../raw.ts'
import type { RawResponse } from '../raw.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, put, setAcl } from '../setting.ts'
import type { Target } from '../target.ts'

/** A container in which everybody may do everything: what is refused there is refused for its name. */
async function openContainer(target: Target): Promise<string> {
  const container = await freshContainer(target)
  await setAcl(target, container, [{ agentClass: foaf.Agent, modes: ['Read', 'Write'] }])
  return container
}

async function putRaw({ baseUrl }: Target, path: string): Promise<RawResponse> {
  const headers = { 'content-type': 'text/plain' }
  return sendRaw(baseUrl, { method: 'PUT', path, headers, body: 'text' })
}

/** Fails unless all these names are refused with 400, for reading and for writing. */
async function refuses(target: Target, names: readonly string[]): Promise<void> {
  const container = await openContainer(target)
  const { pathname } = new URL(container)
  const before = await (await target.alice.fetch(container)).text()
  for (const name of names) {
    const path = pathname + name
    await hasStatus(await putRaw(target, path), 400, `PUT ${path}`)
    await hasStatus(await sendRaw(target.baseUrl, { path }), 400, `GET ${path}`)
  }
  assert.equal(await (await target.alice.fetch(container)).text(), before)
}

/** Fails unless a document written under one name is read under the other. */
async function areSame(target: Target, written: string, read: string): Promise<void> {
  const { pathname } = new URL(await openContainer(target))
  await hasStatus(await putRaw(target, pathname + written), 201, `PUT ${written}`)
  await hasStatus(await sendRaw(target.baseUrl, { path: pathname + read }), 200, `GET ${read}`)
}

export const rows: readonly Row[] = [
  ...checks('U6', 'G', {
    'takes an escape of an unreserved character for the character': async (target) => {
      await areSame(target, 'a~b', 'a%7Eb')
      await areSame(target, '%61-b', 'a-b')
    },
    'takes escapes in lower and upper case for the same': async (target) => {
      await areSame(target, 'caf%c3%a9', 'caf%C3%A9')
      await areSame(target, 'a%20b', 'a%20b')
    },
    'refuses an encoded slash': (target) => refuses(target, ['a%2Fb', 'a%2fb', '%2F']),
    'refuses NUL and control characters': (target) =>
      refuses(target, ['a%00b', 'a%0Ab', 'a%1Fb', 'a%7Fb']),
    'refuses backslashes': (target) => refuses(target, ['a%5Cb', String.raw`a\b`]),
    'refuses dot segments, as they are and encoded': (target) =>
      refuses(target, ['a/../b', 'a/./b', '..', 'a/%2e%2e/b', 'a/%2E./b', '.%2e']),
    'refuses empty segments': (target) => refuses(target, ['/a', 'a//b', 'a//']),
    'refuses broken escapes and what is not UTF-8': (target) =>
      refuses(target, ['a%', 'a%2', 'a%zz', 'a%ff']),
    'selects no other resource by a query': async (target) => {
      const url = await freshDocument(target, 'text', 'text/plain')
      const answer = await target.alice.fetch(`${url}?version=2&x=a/b`)
      await isSuccess(answer, 'GET with a query')
      assert.equal(await answer.text(), 'text')
      const changed = await put(target.alice, `${url}?version=2`, 'changed', 'text/plain')
      await isSuccess(changed, 'PUT with a query')
      assert.equal(await (await target.alice.fetch(url)).text(), 'changed')
    },
  }),
  ...checks('U8', 'G', {
    'does not answer for hosts that are not its own': async (target) => {
      const path = new URL(target.alice.webId).pathname
      const answer = await sendRaw(target.baseUrl, { path, headers: { host: 'evil.example' } })
      await hasStatus(answer, [400, 404, 421], 'GET with a foreign Host')
      assert.ok(!answer.body.includes('evil.example'))
    },
    'does not answer for the absolute URL of another host': async ({ baseUrl, alice }) => {
      const { host } = new URL(baseUrl)
      const line = `GET http://evil.example${new URL(alice.webId).pathname} HTTP/1.1`
      const answer = await sendBytes(
        baseUrl,
        `${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      )
      assert.match(answer, /^HTTP\/1\.1 (?:400|404|421) /)
    },
    'writes its own base URL whatever proxies are said to stand before it': async (target) => {
      const { pathname } = new URL(await openContainer(target))
      const headers = {
        'content-type': 'text/plain',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example;proto=https',
      }
      const request = { method: 'POST', path: pathname, headers, body: 'text' }
      const answer = await sendRaw(target.baseUrl, request)
      await hasStatus(answer, 201, 'POST by nobody')
      const location = new URL(answer.headers.location ?? '', target.baseUrl)
      assert.equal(location.origin, target.baseUrl)
      assert.doesNotMatch(String(answer.headers.link), /evil\.example/)
    },
    'checks proofs against its own URL, not against the Host of the request': async (target) => {
      const url = new URL(await freshDocument(target))
      const foreign = `http://evil.example${url.pathname}`
      const headers = { ...(await target.alice.sign('GET', url.href)) }
      await hasStatus(await sendRaw(target.baseUrl, { path: url.pathname, headers }), 200, 'GET')
      const { authorization } = headers
      const stolen = await target.alice.sign('GET', foreign.replace('http:', 'https:'))
      const answer = await sendRaw(target.baseUrl, {
        path: url.pathname,
        headers: { authorization, dpop: stolen.dpop, host: 'evil.example' },
      })
      await hasStatus(answer, [400, 401, 404, 421], 'GET with a proof for another host')
    },
    'writes absolute URLs of its own in listings': async (target) => {
      const container = await openContainer(target)
      await isSuccess(await put(target.alice, `${container}a`, 'text', 'text/plain'), 'PUT')
      const graph = await graphOf(await target.alice.fetch(container))
      assert.ok(
        graph.getSubjects(null, null, null).every(({ value }) => value.startsWith(target.baseUrl)),
      )
    },
  }),
]
