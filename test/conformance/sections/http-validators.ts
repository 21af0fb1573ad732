// Section 1: dates, entity tags, and what caches may do.
import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { isSuccess, lists } from '../expect.ts'
import type { Row } from '../row.ts'
import {
  freshContainer,
  freshDocument,
  jsonLd,
  post,
  put,
  setAcl,
  sparqlUpdate,
} from '../setting.ts'
import { patch } from '../setting.ts'
import type { Target } from '../target.ts'

/** Dates in HTTP count seconds: a change shows only in the next one. */
async function nextSecond(): Promise<void> {
  await setTimeout(1010 - (Date.now() % 1000))
}

async function headerOf({ alice }: Target, url: string, name: string, accept = '*/*') {
  const answer = await alice.fetch(url, { method: 'HEAD', headers: { accept } })
  await isSuccess(answer, `HEAD ${url}`)
  return answer.headers.get(name)
}

export const rows: readonly Row[] = [
  {
    id: 'H9',
    level: 'M',
    title: 'dates documents and containers, on GET and on HEAD',
    async run(target) {
      const url = await freshDocument(target)
      for (const each of [url, new URL('./', url).href]) {
        for (const method of ['GET', 'HEAD']) {
          const answer = await target.alice.fetch(each, { method })
          const age = Date.now() - Date.parse(answer.headers.get('last-modified') ?? '')
          assert.ok(age > -2000 && age < 60_000, `${method} ${each} is dated ${age} ms ago`)
        }
      }
    },
  },
  {
    id: 'H9',
    level: 'M',
    title: 'moves the date of a container when a member comes or goes',
    async run(target) {
      const container = await freshContainer(target)
      const empty = await headerOf(target, container, 'last-modified')
      await nextSecond()
      await put(target.alice, `${container}a`, '<#it> <#is> 1 .')
      const full = await headerOf(target, container, 'last-modified')
      await nextSecond()
      await target.alice.fetch(`${container}a`, { method: 'DELETE' })
      const emptied = await headerOf(target, container, 'last-modified')
      assert.equal(new Set([empty, full, emptied]).size, 3, `${empty}, ${full}, ${emptied}`)
    },
  },
  {
    id: 'H9',
    level: 'M',
    title: 'leaves the date of a container when the content of a member changes',
    async run(target) {
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      const before = await headerOf(target, container, 'last-modified')
      const dateOfMember = await headerOf(target, url, 'last-modified')
      await nextSecond()
      await isSuccess(await put(target.alice, url, '<#it> <#is> 2 .'), 'PUT')
      assert.notEqual(await headerOf(target, url, 'last-modified'), dateOfMember)
      assert.equal(await headerOf(target, container, 'last-modified'), before)
    },
  },
  {
    id: 'H10',
    level: 'M',
    title: 'tags documents and containers strongly, the same until they change',
    async run(target) {
      const url = await freshDocument(target)
      for (const each of [url, new URL('./', url).href]) {
        const tag = await headerOf(target, each, 'etag')
        assert.match(tag ?? '', /^"[^"]+"$/)
        assert.equal((await target.alice.fetch(each)).headers.get('etag'), tag)
      }
    },
  },
  {
    id: 'H10',
    level: 'M',
    title: 'tags Turtle and JSON-LD of one resource differently',
    async run(target) {
      const url = await freshDocument(target)
      for (const each of [url, new URL('./', url).href]) {
        const turtleTag = await headerOf(target, each, 'etag', 'text/turtle')
        const jsonTag = await headerOf(target, each, 'etag', jsonLd)
        assert.ok(turtleTag && jsonTag)
        assert.notEqual(turtleTag, jsonTag)
      }
    },
  },
  {
    id: 'H10',
    level: 'M',
    title: 'gives every version a tag of its own, however fast they follow each other',
    async run(target) {
      const url = await freshDocument(target)
      const tags = new Set<string | null>()
      for (const version of Array.from({ length: 12 }).keys()) {
        await put(target.alice, url, `<#it> <#is> ${version} .`)
        tags.add(await headerOf(target, url, 'etag'))
      }
      assert.equal(tags.size, 12)
    },
  },
  {
    id: 'H10',
    level: 'M',
    title: 'gives a container a new tag whenever its members change',
    async run(target) {
      const container = await freshContainer(target)
      const tags = [await headerOf(target, container, 'etag')]
      for (const name of ['a', 'b', 'c', 'd']) {
        await put(target.alice, `${container}${name}`, 'text', 'text/plain')
        tags.push(await headerOf(target, container, 'etag'))
      }
      assert.equal(new Set(tags).size, 5, tags.join(' '))
    },
  },
  {
    id: 'H10',
    level: 'G',
    title: 'tells tag and date of what was written on PUT and PATCH',
    async run(target) {
      const url = await freshDocument(target)
      const { alice } = target
      for (const write of [
        () => put(alice, url, '<#it> <#is> 2 .'),
        () => patch(alice, url, 'INSERT DATA { <#it> <#is> 3 }', sparqlUpdate),
      ]) {
        const answer = await write()
        await isSuccess(answer, 'a write')
        const tag = answer.headers.get('etag')
        assert.match(tag ?? '', /^"[^"]+"$/)
        assert.equal(tag, await headerOf(target, url, 'etag'))
        assert.ok(answer.headers.has('last-modified'))
      }
    },
  },
  {
    id: 'H10',
    level: 'G',
    title: 'tells tag and date of what POST created',
    async run(target) {
      const answer = await post(target.alice, await freshContainer(target), 'text', 'text/plain')
      await isSuccess(answer, 'POST')
      const location = new URL(answer.headers.get('location') ?? '', answer.url).href
      assert.equal(answer.headers.get('etag'), await headerOf(target, location, 'etag'))
      assert.ok(answer.headers.has('last-modified'))
    },
  },
  {
    id: 'H11',
    level: 'G',
    title: 'says that answers vary by Accept, Authorization and Origin',
    async run(target) {
      const url = await freshDocument(target)
      for (const each of [url, new URL('./', url).href, target.alice.webId]) {
        lists(await target.alice.fetch(each), 'vary', ['Accept', 'Authorization', 'Origin'])
      }
    },
  },
  {
    id: 'H11',
    level: 'G',
    title: 'keeps what is not public out of shared caches',
    async run(target) {
      const url = await freshDocument(target)
      lists(await target.alice.fetch(url), 'cache-control', ['private', 'no-cache'])
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'] }])
      lists(await target.bob.fetch(url), 'cache-control', ['private', 'no-cache'])
    },
  },
  {
    id: 'H11',
    level: 'G',
    title: 'has caches ask again for what is public',
    async run(target) {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agentClass: foaf.Agent, modes: ['Read'] }])
      const answer = await target.anonymous(url)
      await isSuccess(answer, 'GET by nobody')
      assert.match(answer.headers.get('cache-control') ?? '', /no-cache|max-age=0|no-store/)
    },
  },
]
