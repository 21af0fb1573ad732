// Section 9: preconditions.
import assert from 'node:assert/strict'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import { hasStatus, isSuccess, lists } from '../expect.ts'
import { insertPatch } from '../patches.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, jsonLd, patch, put, setAcl, turtle } from '../setting.ts'
import type { Target } from '../target.ts'
import { contentOf, membersOf } from '../things.ts'

const first = '<#it> <#is> "first" .'
const second = '<#it> <#is> "second" .'
const onlyNew = { 'if-none-match': '*' }
const replaced = [200, 204, 205]

export const rows: readonly Row[] = [
  ...checks('E1', 'M', {
    'refuses PUT with If-None-Match: * of a document that is there': refusesToReplace(onlyNew),
    'creates with If-None-Match: * where nothing was': async (target) => {
      const url = `${await freshContainer(target)}new`
      await hasStatus(await put(target.alice, url, first, turtle, onlyNew), 201, 'PUT')
    },
    'refuses PATCH with If-None-Match: * of a document that is there': async (target) => {
      const url = await freshDocument(target, first)
      const response = await patch(target.alice, url, insertPatch(second), undefined, onlyNew)
      await hasStatus(response, 412, 'PATCH')
      assert.equal(await contentOf(target, url), first)
    },
    'creates by PATCH with If-None-Match: * where nothing was': async (target) => {
      const url = `${await freshContainer(target)}new`
      const response = await patch(target.alice, url, insertPatch(first), undefined, onlyNew)
      await hasStatus(response, 201, 'PATCH')
    },
    'creates a container with If-None-Match: *, but once': async (target) => {
      const url = `${await freshContainer(target)}new/`
      await hasStatus(await put(target.alice, url, '', turtle, onlyNew), 201, 'first PUT')
      await hasStatus(await put(target.alice, url, '', turtle, onlyNew), 412, 'second PUT')
    },
  }),
  ...checks('E2', 'M', {
    'replaces what has the ETag of If-Match': async (target) => {
      const { url, etag } = await known(target)
      const headers = { 'if-match': etag }
      await hasStatus(await put(target.alice, url, second, turtle, headers), replaced, 'PUT')
    },
    'replaces what has one of the ETags of If-Match': async (target) => {
      const { url, etag } = await known(target)
      const headers = { 'if-match': `"other", ${etag}` }
      await hasStatus(await put(target.alice, url, second, turtle, headers), replaced, 'PUT')
    },
    'replaces anything that is there with If-Match: *': async (target) => {
      const { url } = await known(target)
      const headers = { 'if-match': '*' }
      await hasStatus(await put(target.alice, url, second, turtle, headers), replaced, 'PUT')
    },
    'refuses to replace what has another ETag': refusesToReplace({ 'if-match': '"other"' }),
    'refuses an ETag that was current once': async (target) => {
      const { url, etag } = await known(target)
      await isSuccess(await put(target.alice, url, second), 'PUT without a condition')
      const headers = { 'if-match': etag }
      await hasStatus(await put(target.alice, url, first, turtle, headers), 412, 'PUT')
      assert.equal(await contentOf(target, url), second)
    },
    'compares strongly': async (target) => {
      const { url, etag } = await known(target)
      const headers = { 'if-match': `W/${etag}` }
      await hasStatus(await put(target.alice, url, second, turtle, headers), 412, 'PUT')
    },
    'refuses to create with If-Match': async (target) => {
      const url = `${await freshContainer(target)}new`
      for (const condition of ['*', '"other"']) {
        const headers = { 'if-match': condition }
        await hasStatus(await put(target.alice, url, first, turtle, headers), 412, 'PUT')
      }
      assert.equal(await contentOf(target, url), undefined)
    },
    'takes the ETag of any representation': async (target) => {
      const { url } = await known(target)
      const answer = await target.alice.fetch(url, { headers: { accept: jsonLd } })
      const headers = { 'if-match': answer.headers.get('etag') ?? '' }
      await hasStatus(await put(target.alice, url, second, turtle, headers), replaced, 'PUT')
    },
    'refuses PATCH and DELETE of what has another ETag': async (target) => {
      const { url } = await known(target)
      const headers = { 'if-match': '"other"' }
      const patched = await patch(target.alice, url, insertPatch(second), undefined, headers)
      await hasStatus(patched, 412, 'PATCH')
      const deleted = await target.alice.fetch(url, { method: 'DELETE', headers })
      await hasStatus(deleted, 412, 'DELETE')
      assert.equal(await contentOf(target, url), first)
    },
    'patches and deletes what has the ETag': async (target) => {
      const { url, etag } = await known(target)
      const headers = { 'if-match': etag }
      const patched = await patch(target.alice, url, insertPatch(second), undefined, headers)
      await isSuccess(patched, 'PATCH')
      const now = (await target.alice.fetch(url)).headers.get('etag') ?? ''
      const options = { method: 'DELETE', headers: { 'if-match': now } }
      await isSuccess(await target.alice.fetch(url, options), 'DELETE')
    },
  }),
  ...checks('E3', 'M', {
    'answers 304 to GET and HEAD of what the client has': async (target) => {
      const { url, etag } = await known(target)
      for (const method of ['GET', 'HEAD']) {
        const headers = { 'if-none-match': `"other", ${etag}` }
        const response = await target.alice.fetch(url, { method, headers })
        await hasStatus(response, 304, method)
        assert.equal(response.headers.get('etag'), etag)
        lists(response, 'vary', ['accept', 'authorization', 'origin'])
        assert.ok(response.headers.get('cache-control'), 'a 304 without Cache-Control')
      }
    },
    'answers 200 when the client has something else': async (target) => {
      const { url } = await known(target)
      const headers = { 'if-none-match': '"other"' }
      await hasStatus(await target.alice.fetch(url, { headers }), 200, 'GET')
    },
    'tells representations apart': async (target) => {
      const { url, etag } = await known(target)
      const headers = { accept: jsonLd, 'if-none-match': etag }
      await hasStatus(await target.alice.fetch(url, { headers }), 200, 'GET of the other one')
    },
    'refuses to change what has an ETag of If-None-Match': async (target) => {
      const { url, etag } = await known(target)
      const headers = { 'if-none-match': etag }
      await hasStatus(await put(target.alice, url, second, turtle, headers), 412, 'PUT')
      const response = await target.alice.fetch(url, { method: 'DELETE', headers })
      await hasStatus(response, 412, 'DELETE')
      assert.equal(await contentOf(target, url), first)
    },
    'answers 304 to If-Modified-Since a later date, 200 to an earlier one': async (target) => {
      const { url } = await known(target)
      await hasStatus(await since(target, url, tomorrow()), 304, 'GET since tomorrow')
      await hasStatus(await since(target, url, longAgo), 200, 'GET since long ago')
    },
    'looks at If-Modified-Since only without If-None-Match': async (target) => {
      const { url } = await known(target)
      const response = await since(target, url, tomorrow(), { 'if-none-match': '"other"' })
      await hasStatus(response, 200, 'GET with both conditions')
    },
    'refuses to change what was changed since If-Unmodified-Since': refusesToReplace({
      'if-unmodified-since': new Date(0).toUTCString(),
    }),
    'replaces what was not changed since If-Unmodified-Since': async (target) => {
      const { url } = await known(target)
      const headers = { 'if-unmodified-since': tomorrow() }
      await hasStatus(await put(target.alice, url, second, turtle, headers), replaced, 'PUT')
    },
  }),
  ...checks('E4', 'M', {
    'tells those who may not write nothing about conditions': async (target) => {
      const { url, etag } = await known(target)
      for (const condition of [etag, '"other"', '*']) {
        const headers = { 'if-match': condition }
        await hasStatus(await put(target.bob, url, second, turtle, headers), 403, 'PUT by Bob')
      }
    },
    'tells those who may write but not read nothing wrong': async (target) => {
      const { url, etag } = await known(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Write'] }])
      const headers = { 'if-match': etag }
      await hasStatus(await put(target.bob, url, second, turtle, headers), replaced, 'PUT by Bob')
    },
    'looks at conditions before the body counts': async (target) => {
      const { url } = await known(target)
      const headers = { 'if-match': '"other"' }
      await hasStatus(await put(target.alice, url, '<#broken', turtle, headers), 412, 'PUT')
    },
    'lets one of ten replacements with the same ETag through': async (target) => {
      const { url, etag } = await known(target)
      const headers = { 'if-match': etag }
      const texts = Array.from({ length: 10 }, (_none, index) => `<#it> <#is> ${index} .`)
      const sent = texts.map((text) => put(target.alice, url, text, turtle, headers))
      const statuses = (await Promise.all(sent)).map(({ status }) => status)
      const winners = texts.filter((_text, index) => replaced.includes(statuses[index]!))
      assert.equal(winners.length, 1, `ten PUTs answered ${statuses.join(', ')}`)
      assert.equal(statuses.filter((status) => status === 412).length, 9)
      assert.equal(await contentOf(target, url), winners[0])
    },
    'lets one of ten creations through, and lists it once': async (target) => {
      const container = await freshContainer(target)
      const url = `${container}new`
      const sent = Array.from({ length: 10 }, () => put(target.alice, url, first, turtle, onlyNew))
      const statuses = (await Promise.all(sent)).map(({ status }) => status)
      assert.equal(statuses.filter((status) => status === 201).length, 1, statuses.join(', '))
      assert.equal(statuses.filter((status) => status === 412).length, 9, statuses.join(', '))
      assert.deepEqual(await membersOf(target, container), [url])
    },
    'lets one of ten deletions with the same ETag through': async (target) => {
      const { url, etag } = await known(target)
      const options = { method: 'DELETE', headers: { 'if-match': etag } }
      const sent = Array.from({ length: 10 }, () => target.alice.fetch(url, options))
      const statuses = (await Promise.all(sent)).map(({ status }) => status)
      assert.equal(statuses.filter((status) => replaced.includes(status)).length, 1)
      assert.ok(statuses.every((status) => [...replaced, 404, 410, 412].includes(status)))
    },
  }),
]

const longAgo = new Date(0).toUTCString()

function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toUTCString()
}

async function known(target: Target): Promise<{ url: string; etag: string }> {
  const url = await freshDocument(target, first)
  const response = await target.alice.fetch(url, { headers: { accept: turtle } })
  const etag = response.headers.get('etag')
  assert.ok(etag, `GET ${url} (${response.status}) has no ETag`)
  return { url, etag }
}

function refusesToReplace(headers: Readonly<Record<string, string>>): Check {
  return async (target) => {
    const { url } = await known(target)
    await hasStatus(await put(target.alice, url, second, turtle, headers), 412, 'PUT')
    assert.equal(await contentOf(target, url), first)
  }
}

function since(
  { alice }: Target,
  url: string,
  date: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return alice.fetch(url, { headers: { 'if-modified-since': date, ...headers } })
}
