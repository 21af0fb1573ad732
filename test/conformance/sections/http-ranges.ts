// Section 1: parts of stored bytes.
import assert from 'node:assert/strict'
import { hasStatus } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshDocument } from '../setting.ts'
import type { Target } from '../target.ts'

const digits = '0123456789'

async function partOf(target: Target, headers: Readonly<Record<string, string>>) {
  const url = await freshDocument(target, digits, 'text/plain')
  return target.alice.fetch(url, { headers })
}

async function isPart(answer: Response, part: string, range: string): Promise<void> {
  await hasStatus(answer, 206, `GET of ${range}`)
  assert.equal(answer.headers.get('content-range'), range)
  assert.equal(await answer.text(), part)
}

export const rows: readonly Row[] = [
  {
    id: 'H11',
    level: 'G',
    title: 'says that stored bytes can be had in parts',
    async run(target) {
      assert.equal((await partOf(target, {})).headers.get('accept-ranges'), 'bytes')
    },
  },
  {
    id: 'H11',
    level: 'G',
    title: 'gives a part from the middle, to the end, and from the end',
    async run(target) {
      await isPart(await partOf(target, { range: 'bytes=2-4' }), '234', 'bytes 2-4/10')
      await isPart(await partOf(target, { range: 'bytes=7-' }), '789', 'bytes 7-9/10')
      await isPart(await partOf(target, { range: 'bytes=-2' }), '89', 'bytes 8-9/10')
      await isPart(await partOf(target, { range: 'bytes=8-99' }), '89', 'bytes 8-9/10')
    },
  },
  {
    id: 'H11',
    level: 'G',
    title: 'gives the first byte alone',
    async run(target) {
      await isPart(await partOf(target, { range: 'bytes=0-0' }), '0', 'bytes 0-0/10')
    },
  },
  {
    id: 'H11',
    level: 'G',
    title: 'refuses a part behind the end with 416 and tells the length',
    async run(target) {
      const answer = await partOf(target, { range: 'bytes=10-' })
      await hasStatus(answer, 416, 'GET of bytes=10-')
      assert.equal(answer.headers.get('content-range'), 'bytes */10')
    },
  },
  {
    id: 'H11',
    level: 'G',
    title: 'gives everything for a range that is malformed or of an unknown unit',
    async run(target) {
      for (const range of ['bytes=4-2', 'bytes=a-b', 'lines=0-1', 'bytes']) {
        const answer = await partOf(target, { range })
        await hasStatus(answer, 200, `GET of ${range}`)
        assert.equal(await answer.text(), digits)
      }
    },
  },
  {
    id: 'H11',
    level: 'G',
    title: 'gives a part under If-Range only of the version that was meant',
    async run(target) {
      const url = await freshDocument(target, digits, 'text/plain')
      const tag = (await target.alice.fetch(url)).headers.get('etag') ?? ''
      const ask = (ifRange: string) =>
        target.alice.fetch(url, { headers: { range: 'bytes=0-1', 'if-range': ifRange } })
      await hasStatus(await ask(tag), 206, 'GET with the tag of now')
      await hasStatus(await ask('"another"'), 200, 'GET with another tag')
    },
  },
]
