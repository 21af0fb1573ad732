// Section 1: who is refused, and what a refusal looks like.
import assert from 'node:assert/strict'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { hasStatus, isSuccess, onlyLink } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, patch, post, put, send, sparqlUpdate } from '../setting.ts'
import type { Target } from '../target.ts'

/** One refusal of each kind, by its name. */
async function refusals(target: Target): Promise<ReadonlyMap<string, Response>> {
  const { alice, bob, anonymous } = target
  const url = await freshDocument(target)
  const container = new URL('./', url).href
  const never = { 'if-match': '"never"' }
  return new Map([
    ['untyped', await send(alice, 'PUT', `${url}-2`, 'text')],
    ['unsigned', await anonymous(url)],
    ['forbidden', await bob.fetch(url)],
    ['missing', await alice.fetch(`${url}-missing`)],
    ['unsupported method', await post(alice, url, 'text', 'text/plain')],
    ['conflict', await alice.fetch(container, { method: 'DELETE' })],
    ['failed condition', await put(alice, url, '', 'text/turtle', never)],
    ['unsupported patch', await patch(alice, url, '', 'text/unheard-of')],
  ])
}

const insert = 'INSERT DATA { <#it> <#is> 1 }'
const statuses = [400, 401, 403, 404, 405, 409, 412, 415]

export const rows: readonly Row[] = [
  {
    id: 'H3',
    level: 'M',
    title: 'answers nobody 401 with a challenge, whatever the method',
    async run(target) {
      const url = await freshDocument(target)
      const nobody = { fetch: target.anonymous }
      const answers = [
        await target.anonymous(url),
        await target.anonymous(url, { method: 'HEAD' }),
        await target.anonymous(url, { method: 'DELETE' }),
        await put(nobody, url, ''),
        await patch(nobody, url, insert, sparqlUpdate),
        await post(nobody, new URL('./', url).href, ''),
      ]
      for (const answer of answers) {
        await hasStatus(answer, 401, 'a request by nobody')
        assert.match(answer.headers.get('www-authenticate') ?? '', /^(?:DPoP|Bearer|UMA)\b/)
      }
    },
  },
  {
    id: 'H3',
    level: 'M',
    title: 'answers somebody without rights 403, whatever the method',
    async run(target) {
      const url = await freshDocument(target)
      const { bob } = target
      const answers = [
        await bob.fetch(url),
        await bob.fetch(url, { method: 'HEAD' }),
        await bob.fetch(url, { method: 'DELETE' }),
        await put(bob, url, ''),
        await patch(bob, url, insert, sparqlUpdate),
        await post(bob, new URL('./', url).href, ''),
      ]
      for (const answer of answers) await hasStatus(answer, 403, 'a request by a stranger')
    },
  },
  {
    id: 'H3',
    level: 'M',
    title: 'answers credentials that are broken, foreign or of an unknown scheme 401',
    async run(target) {
      const url = await freshDocument(target)
      const { authorization, dpop } = await target.bob.sign('GET', target.alice.webId)
      const broken = [
        { authorization: 'DPoP a.b.c', dpop: 'a.b.c' },
        { authorization },
        { authorization, dpop },
        { authorization: authorization.replace('DPoP', 'Bearer') },
        { authorization: 'Basic YWxpY2U6c2VjcmV0' },
      ]
      for (const headers of broken) {
        const answer = await target.anonymous(url, { headers })
        await hasStatus(answer, 401, `GET with ${Object.keys(headers).join(' and ')}`)
        assert.ok(answer.headers.has('www-authenticate'))
      }
    },
  },
  {
    id: 'H4',
    level: 'M',
    title: 'says the type of every body, of errors too',
    async run(target) {
      const answers = await refusals(target)
      assert.deepEqual(
        [...answers.values()].map(({ status }) => status),
        statuses,
      )
      for (const [kind, answer] of answers) {
        const body = await answer.text()
        assert.ok(body === '' || answer.headers.has('content-type'), `${kind} has an untyped body`)
      }
    },
  },
  {
    id: 'H4',
    level: 'M',
    title: 'says the type of documents, containers and what is not RDF',
    async run(target) {
      const { alice } = target
      const container = await freshContainer(target)
      await put(alice, `${container}picture`, 'not really', 'image/png')
      await put(alice, `${container}note`, '<#it> <#is> 1 .')
      const typeOf = async (url: string) => (await alice.fetch(url)).headers.get('content-type')
      assert.equal(await typeOf(`${container}picture`), 'image/png')
      assert.match((await typeOf(`${container}note`)) ?? '', /^text\/turtle\b/)
      assert.match((await typeOf(container)) ?? '', /^text\/turtle\b/)
    },
  },
  {
    id: 'H5',
    level: 'M',
    title: 'refuses content without Content-Type with 400 and stores nothing',
    async run(target) {
      const container = await freshContainer(target)
      const { alice } = target
      await hasStatus(await send(alice, 'PUT', `${container}a`, 'text'), 400, 'PUT')
      await hasStatus(await send(alice, 'POST', container, 'text'), 400, 'POST')
      await hasStatus(await send(alice, 'PATCH', `${container}a`, 'text'), 400, 'PATCH')
      await hasStatus(await alice.fetch(`${container}a`), 404, 'GET of what was refused')
      const listing = await (await alice.fetch(container)).text()
      assert.doesNotMatch(listing, /contains/)
    },
  },
  {
    id: 'H5',
    level: 'M',
    title: 'takes empty requests for containers without Content-Type',
    async run(target) {
      const container = await freshContainer(target)
      const { alice } = target
      const made = await alice.fetch(`${container}sub/`, { method: 'PUT' })
      await hasStatus(made, 201, 'PUT of a container')
      const headers = { link: `<${ldp.BasicContainer}>; rel="type"` }
      const posted = await alice.fetch(container, { method: 'POST', headers })
      await hasStatus(posted, 201, 'POST of a container')
    },
  },
  {
    id: 'H12',
    level: 'G',
    title: 'describes every refusal in a problem document',
    async run(target) {
      for (const [kind, answer] of await refusals(target)) {
        assert.equal(answer.headers.get('content-type'), 'application/problem+json', kind)
        const problem = (await answer.json()) as Record<string, unknown>
        assert.equal(problem['status'], answer.status, kind)
        assert.equal(typeof problem['title'], 'string', kind)
        assert.equal(typeof problem['type'], 'string', kind)
      }
    },
  },
  {
    id: 'H12',
    level: 'G',
    title: 'tells in errors neither files nor stack traces nor who else there is',
    async run(target) {
      for (const [kind, answer] of await refusals(target)) {
        const body = await answer.text()
        assert.doesNotMatch(body, /node_modules|\.[jt]s:\d|"stack"|file:\/\//, kind)
        if (kind === 'unsigned') assert.ok(!body.includes(target.alice.webId), kind)
        if (kind === 'forbidden') assert.ok(!body.includes(target.alice.webId), kind)
      }
    },
  },
  {
    id: 'H12',
    level: 'G',
    title: 'refuses RDF that is too large with 413 and stores nothing',
    async run(target) {
      const url = `${await freshContainer(target)}large`
      const body = `<#it> <#is> "${'x'.repeat(33_000_000)}" .`
      await hasStatus(await put(target.alice, url, body), 413, 'PUT of 33 MB of Turtle')
      await hasStatus(await target.alice.fetch(url), 404, 'GET of it')
    },
  },
  {
    id: 'H13',
    level: 'M',
    title: 'links refusals by a rule to a document about the rule',
    async run(target) {
      const { alice, anonymous, baseUrl } = target
      const url = await freshDocument(target)
      const container = new URL('./', url).href
      const phantom = `<> <${ldp.contains}> <phantom> .`
      const answers = [
        await put(alice, `${url}/`, ''),
        await put(alice, container, phantom),
        await alice.fetch(container, { method: 'DELETE' }),
      ]
      for (const answer of answers) {
        await hasStatus(answer, 409, 'a request against a rule')
        const rule = onlyLink(answer, answer.url, ldp.constrainedBy)
        // A rule that is explained elsewhere cannot be asked for here.
        if (rule.startsWith(baseUrl)) await isSuccess(await anonymous(rule), `GET ${rule}`)
      }
    },
  },
]
