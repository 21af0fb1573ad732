// Section 7: writes happen as a whole or not at all, also when they are cut off or many at once.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { checks } from '../checks.ts'
import { graphOf, hasStatus } from '../expect.ts'
import { insertPatch } from '../patches.ts'
import { sendBytes } from '../raw.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, patch, put, sparqlUpdate } from '../setting.ts'
import type { Target } from '../target.ts'
import { contentOf, membersOf } from '../things.ts'

export const rows: readonly Row[] = [
  ...checks('W8', 'G', {
    'keeps a document whose replacement breaks off': async (target) => {
      const url = await freshDocument(target, 'whole', 'text/plain')
      await breakOff(target, url)
      assert.equal(await contentOf(target, url), 'whole')
    },
    'creates nothing of a PUT that breaks off': async (target) => {
      const container = await freshContainer(target)
      await breakOff(target, `${container}half`)
      assert.equal(await contentOf(target, `${container}half`), undefined)
      assert.deepEqual(await membersOf(target, container), [])
    },
    'never shows half of a document that is being replaced': async (target) => {
      const [short, long] = ['a'.repeat(1000), 'b'.repeat(200_000)]
      const url = await freshDocument(target, short, 'text/plain')
      const writing = put(target.alice, url, long, 'text/plain')
      const seen = Array.from({ length: 10 }, () => contentOf(target, url))
      for (const text of await Promise.all(seen)) assert.ok(text === short || text === long)
      await hasStatus(await writing, [200, 204, 205], 'PUT')
    },
  }),
  ...checks('W9', 'G', {
    'loses none of ten N3 patches at once': losesNone(insertPatch, undefined),
    'loses none of ten SPARQL updates at once': losesNone(
      (triples) => `INSERT DATA { ${triples} }`,
      sparqlUpdate,
    ),
    'makes one document of ten patches at once to nothing': async (target) => {
      const container = await freshContainer(target)
      await patchTenTimes(target, `${container}new`, insertPatch, undefined)
      assert.deepEqual(await membersOf(target, container), [`${container}new`])
    },
  }),
  ...checks('W10', 'S', {
    'refuses PUT of a part with 400': async (target) => {
      const url = await freshDocument(target, 'whole', 'text/plain')
      const part = { 'content-range': 'bytes 0-0/5' }
      await hasStatus(await put(target.alice, url, 'W', 'text/plain', part), 400, 'PUT of a part')
      assert.equal(await contentOf(target, url), 'whole')
    },
    'refuses an encoding that it does not know with 415': async (target) => {
      const url = `${await freshContainer(target)}encoded`
      const headers = { 'content-encoding': 'x-unknown' }
      await hasStatus(await put(target.alice, url, 'x', 'text/plain', headers), 415, 'PUT')
      assert.equal(await contentOf(target, url), undefined)
    },
    'asks for a body only from those who may write': async (target) => {
      const url = `${await freshContainer(target)}expected`
      const answer = await expectContinue(target, url, [])
      assert.match(answer, /^HTTP\/1\.1 401 /, answer.slice(0, 100))
    },
    'asks those who may write for the body that they announce': async (target) => {
      const url = `${await freshContainer(target)}expected`
      const { authorization, dpop } = await target.alice.sign('PUT', url)
      const answer = await expectContinue(target, url, [
        `Authorization: ${authorization}`,
        `DPoP: ${dpop}`,
      ])
      assert.match(answer, /^HTTP\/1\.1 100 [^]*HTTP\/1\.1 201 /, answer.slice(0, 100))
      assert.equal(await contentOf(target, url), 'body')
    },
  }),
]

/** Announces a thousand bytes, sends a few, and hangs up; resolves when the server had time to see. */
async function breakOff({ baseUrl, alice }: Target, url: string): Promise<void> {
  const { authorization, dpop } = await alice.sign('PUT', url)
  const { hostname, port, pathname, host } = new URL(url)
  assert.equal(new URL(baseUrl).host, host)
  const socket = connect(Number(port), hostname)
  const lines = [
    `PUT ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: ${authorization}`,
    `DPoP: ${dpop}`,
    'Content-Type: text/plain',
    'Content-Length: 1000',
    '',
    'only the beginning',
  ]
  await new Promise<void>((resolve) => socket.write(lines.join('\r\n'), () => resolve()))
  // Long enough for the beginning to arrive before the end of the connection does.
  await setTimeout(100)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.destroy()
  await closed
  await setTimeout(100)
}

function losesNone(patchOf: (triples: string) => string, type: string | undefined) {
  return async (target: Target): Promise<void> => {
    const url = await freshDocument(target)
    await patchTenTimes(target, url, patchOf, type)
  }
}

async function patchTenTimes(
  target: Target,
  url: string,
  patchOf: (triples: string) => string,
  type: string | undefined,
): Promise<void> {
  const numbers = Array.from({ length: 10 }, (_none, index) => index)
  const sent = numbers.map((each) =>
    patch(target.alice, url, patchOf(`<#it> <#number> ${each} .`), type),
  )
  for (const response of await Promise.all(sent)) {
    await hasStatus(response, [200, 201, 204, 205], 'one of ten patches')
  }
  const graph = await graphOf(await target.alice.fetch(url), url)
  const kept = graph.getObjects(`${url}#it`, `${url}#number`, null).map(({ value }) => value)
  assert.deepEqual(kept.toSorted(), numbers.map(String))
}

/** A PUT that waits for nothing but says that it would. */
function expectContinue(
  { baseUrl }: Target,
  url: string,
  headers: readonly string[],
): Promise<string> {
  const { pathname, host } = new URL(url)
  const lines = [
    `PUT ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    'Expect: 100-continue',
    'Content-Type: text/plain',
    'Content-Length: 4',
    ...headers,
    '',
    'body',
  ]
  return sendBytes(baseUrl, lines.join('\r\n'))
}
