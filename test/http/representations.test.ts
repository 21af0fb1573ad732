// What a reader gets: types negotiated, conditions honoured, links and headers that tell the rest.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linkedAs } from '../../server/http/links.ts'
import { parseRdf } from '../../server/rdf/rdf.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const turtle = '<#it> <http://ex/name> "Zoë"@fr, 1.50 ; <http://ex/knows> [ a <http://ex/Cat> ] .'
const jsonLd = JSON.stringify({
  '@id': '#it',
  'http://ex/name': { '@value': 'Zoë', '@language': 'fr' },
})

const accept = (type: string) => ({ headers: { accept: type } })

describe('a representation', () => {
  let pod: TestPod
  let alice: Client
  beforeEach(async () => {
    pod = await openPod()
    alice = pod.as(pod.alice)
    await alice('PUT', 'data/a', { type: 'text/turtle', body: turtle })
    await alice('PUT', 'data/b', { type: 'application/ld+json', body: jsonLd })
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  it('of Turtle is JSON-LD when that is liked better, saying the same', async () => {
    const response = await alice('GET', 'data/a', accept('application/ld+json'))
    const text = await response.text()

    expect(response.headers.get('content-type')).toBe('application/ld+json')
    const quads = await parseRdf('application/ld+json', text, `${pod.root}data/a`)
    expect(quads.map(({ object }) => object.value)).toEqual(
      expect.arrayContaining(['Zoë', '1.50', 'http://ex/Cat']),
    )
    expect(quads).toHaveLength(4)
  })

  it('of JSON-LD is Turtle when that is liked better', async () => {
    const response = await alice('GET', 'data/b', accept('text/turtle, application/ld+json;q=0.5'))

    expect(response.headers.get('content-type')).toBe('text/turtle')
    expect(await response.text()).toContain('"Zoë"@fr')
  })

  it('is what was written when nothing is said, or anything will do', async () => {
    expect(await (await alice('GET', 'data/b', accept('*/*'))).text()).toBe(jsonLd)
    expect(await (await alice('GET', 'data/b')).text()).toBe(jsonLd)
  })

  it('does not exist for a type that it cannot have', async () => {
    await alice('PUT', 'data/c', { type: 'image/png', body: 'no picture' })

    expect((await alice('GET', 'data/a', accept('text/html'))).status).toBe(406)
    expect((await alice('GET', 'data/c', accept('text/turtle'))).status).toBe(406)
    expect((await alice('GET', 'data/c', accept('image/*'))).status).toBe(200)
  })

  it('of JSON-LD with named graphs keeps them as JSON-LD, and shows the default graph as Turtle', async () => {
    const body = JSON.stringify([
      { '@id': '#a', 'http://ex/p': 'outside' },
      { '@id': '#g', '@graph': [{ '@id': '#b', 'http://ex/p': 'inside' }] },
    ])
    await alice('PUT', 'data/g', { type: 'application/ld+json', body })

    expect(await (await alice('GET', 'data/g')).text()).toBe(body)
    const text = await (await alice('GET', 'data/g', accept('text/turtle'))).text()
    expect(text).toContain('outside')
    expect(text).not.toContain('inside')
  })

  it('has an ETag of its own for each type, by which it is not sent again', async () => {
    const asTurtle = await alice('GET', 'data/a')
    const asJson = await alice('GET', 'data/a', accept('application/ld+json'))
    const etag = asJson.headers.get('etag')!
    const again = (type: string) =>
      alice('GET', 'data/a', { headers: { accept: type, 'if-none-match': etag } })

    expect(asTurtle.headers.get('etag')).not.toBe(etag)
    expect((await again('application/ld+json')).status).toBe(304)
    expect((await again('text/turtle')).status).toBe(200)
  })

  it('is not sent again when it has not changed since', async () => {
    const since = (await alice('GET', 'data/a')).headers.get('last-modified')!

    const headers = { 'if-modified-since': since }
    expect((await alice('GET', 'data/a', { headers })).status).toBe(304)
  })

  it('tells where its ACL, its description, its container and the storage description are', async () => {
    const { headers } = await alice('GET', 'data/a')
    const links = (rel: string) => linkedAs(headers.get('link')!, rel)

    expect(links('acl')).toEqual([`${pod.root}data/a.acl`])
    expect(links('describedby')).toEqual([`${pod.root}data/a.meta`])
    expect(links('up')).toEqual([`${pod.root}data/`])
    expect(links(solid.storageDescription)).toEqual([`${pod.root}.well-known/solid`])
    expect(links('type')).toEqual([
      'http://www.w3.org/ns/ldp#Resource',
      'http://www.w3.org/ns/ldp#RDFSource',
    ])
  })

  it('tells what may be done, by whom', async () => {
    const { headers } = await alice('GET', 'profile/card')
    const { headers: forAll } = await pod.as(undefined)('GET', 'profile/card')

    expect(headers.get('allow')).toBe('OPTIONS, HEAD, GET, PUT, PATCH, DELETE')
    expect(headers.get('accept-patch')).toBe('text/n3, application/sparql-update')
    expect(headers.get('wac-allow')).toBe('user="read write append control",public="read"')
    expect(forAll.get('wac-allow')).toBe('user="read",public="read"')
    expect(headers.get('vary')).toBe('Accept, Authorization, Origin')
  })

  it('cannot act as a page of ours', async () => {
    const body = '<script>alert(1)</script>'
    await alice('PUT', 'public/x.html', { type: 'text/html', body })
    const { headers } = await alice('GET', 'public/x.html')
    const service = { 'service-worker': 'script' }
    const script = { 'sec-fetch-dest': 'script', 'sec-fetch-site': 'same-origin' }

    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-disposition')).toBe('attachment')
    expect((await alice('GET', 'public/x.html', { headers: service })).status).toBe(403)
    expect((await alice('GET', 'public/x.html', { headers: script })).status).toBe(403)
  })

  it('of the storage description names the storage and its access log, for everybody', async () => {
    const response = await pod.as(undefined)('GET', '.well-known/solid')
    const text = await response.text()

    expect(response.status).toBe(200)
    expect(text).toContain(`<${pod.root}> a <http://www.w3.org/ns/pim/space#Storage>`)
    expect(text).toContain(`${pod.root}.well-known/access-log`)
    expect((await alice('PUT', '.well-known/solid', { type: 'text/turtle' })).status).toBe(405)
  })
})

describe('a request from a page of another origin', () => {
  let pod: TestPod
  beforeEach(async () => void (pod = await openPod()))
  afterEach(() => pod.close())

  it('may be made, whoever asks and whatever is there', async () => {
    const response = await pod.as(undefined)('OPTIONS', 'no/such/thing', {
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'Authorization, X-Own',
      },
    })

    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(response.headers.get('access-control-allow-headers')).toBe('Authorization, X-Own')
    expect(response.headers.get('access-control-allow-methods')).toContain('PATCH')
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
  })

  it('may carry cookies, which count for nothing', async () => {
    const headers = { origin: 'https://app.example', cookie: '_session=alice; _session.sig=x' }
    const response = await pod.as(undefined)('GET', 'settings/prefs.ttl', { headers })

    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
  })

  it('shows the page its answer, a refusal too', async () => {
    const headers = { origin: 'https://app.example' }
    for (const path of ['profile/card', 'data/secret', '%zz']) {
      const response = await pod.as(undefined)('GET', path, { headers })

      expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
      expect(response.headers.get('access-control-expose-headers')).toContain('WAC-Allow')
      expect(response.headers.get('vary')).toContain('Origin')
    }
  })

  it('for the options of a resource is answered the same whether or not it exists', async () => {
    const names = ['allow', 'accept-patch', 'accept-put', 'content-type']
    const options = async (path: string) => {
      const { status, headers } = await pod.as(undefined)('OPTIONS', path)
      return [status, ...names.map((name) => headers.get(name))]
    }

    expect(await options('settings/prefs.ttl')).toEqual(await options('settings/none.ttl'))
    expect((await options('data/'))[1]).toContain('POST')
    expect((await options(''))[1]).not.toContain('DELETE')
  })
})
