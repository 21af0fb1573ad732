// Section 7: names that clients wish for.
import assert from 'node:assert/strict'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checks } from '../checks.ts'
import { hasStatus } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshContainer, post, put, turtle } from '../setting.ts'
import type { Target } from '../target.ts'
import { contentOf, locationOf, membersOf, typed } from '../things.ts'

export const rows: readonly Row[] = [
  ...checks('W6', 'O', {
    'uses a Slug as the name of a document': async (target) => {
      const container = await freshContainer(target)
      assert.equal(await postNamed(target, container, 'report.txt'), `${container}report.txt`)
    },
    'uses a Slug as the name of a container': async (target) => {
      const container = await freshContainer(target)
      const headers = { slug: 'reports', ...typed(ldp.BasicContainer) }
      const response = await post(target.alice, container, '', turtle, headers)
      assert.equal(locationOf(response, container), `${container}reports/`)
    },
    'decodes a Slug, and encodes it again as a path needs it': async (target) => {
      const container = await freshContainer(target)
      const url = await postNamed(target, container, 'a%20caf%C3%A9')
      assert.equal(decodeURIComponent(url.slice(container.length)), 'a café')
    },
    'lets no Slug lead out of the container': async (target) => {
      const container = await freshContainer(target)
      for (const slug of ['a/b', '../up', '..', '%2e%2e', '%2Froot', 'a%00b', 'a\\b', '/']) {
        const response = await post(target.alice, container, 'x', 'text/plain', { slug })
        await hasStatus(response, [201, 400, 403], `POST with Slug: ${slug}`)
        const url = response.ok ? locationOf(response, container) : `${container}none`
        assert.match(url.slice(container.length), /^[^/]+$/, `Slug ${slug} became ${url}`)
        assert.doesNotMatch(url, /%2f|%00|%5c/i)
      }
    },
    'finds another name when that of a Slug is taken': async (target) => {
      const container = await freshContainer(target)
      await put(target.alice, `${container}taken`, 'first', 'text/plain')
      const url = await postNamed(target, container, 'taken')
      assert.notEqual(url, `${container}taken`)
      assert.equal(await contentOf(target, `${container}taken`), 'first')
    },
    'never makes x beside x/': async (target) => {
      const container = await freshContainer(target)
      await put(target.alice, `${container}taken/`, '')
      const response = await post(target.alice, container, 'x', 'text/plain', { slug: 'taken' })
      await hasStatus(response, [201, 409, 415], 'POST with a Slug that a container has')
      assert.ok(!(await membersOf(target, container)).includes(`${container}taken`))
    },
    'gives no reserved name away': async (target) => {
      const container = await freshContainer(target)
      for (const slug of ['.acl', 'x.acl', '.meta', 'x.meta', 'x%2Eacl']) {
        const response = await post(target.alice, container, 'x', 'text/plain', { slug })
        await hasStatus(response, [201, 403], `POST with Slug: ${slug}`)
        assert.doesNotMatch(response.headers.get('location') ?? '', /\.(acl|meta)$/)
      }
    },
    'takes a very long Slug without harm': async (target) => {
      const container = await freshContainer(target)
      const url = await postNamed(target, container, 'long'.repeat(500))
      assert.ok((await membersOf(target, container)).includes(url))
    },
  }),
]

async function postNamed({ alice }: Target, container: string, slug: string): Promise<string> {
  const response = await post(alice, container, 'x', 'text/plain', { slug })
  await hasStatus(response, 201, `POST with Slug: ${slug}`)
  return locationOf(response, container)
}
