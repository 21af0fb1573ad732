// RDF as text: read and written again, within limits, without the network.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Graph, SyntaxProblem } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { depthOf } from '../../server/rdf/json-depth.ts'
import { parseRdf, writeRdf } from '../../server/rdf/rdf.ts'
import { UnsupportedRdf } from '../../server/rdf/unsupported.ts'

const base = 'https://pods.example/alice/x'
const jsonLd = 'application/ld+json'

/** Quads as lines, whatever their blank nodes are called. */
function shapeOf(quads: readonly Quad[]): string[] {
  const lines = quads.map(({ predicate, object }) => {
    if (object.termType !== 'Literal') return `${predicate.value} ${object.termType}`
    return [predicate.value, object.value, object.language, object.datatype.value].join(' ')
  })
  return lines.toSorted()
}

/** What a document says of one subject: 'predicate object datatype', namespaces cut off. */
async function factsIn(document: object): Promise<string[]> {
  const quads = await parseRdf(jsonLd, JSON.stringify(document), base)
  const facts = quads.map(({ predicate, object }) => {
    const type = object.termType === 'Literal' ? object.datatype.value : 'IRI'
    return [predicate.value, object.value, type].map((each) => each.replace(/.*#/, '')).join(' ')
  })
  return facts.toSorted()
}

describe('RDF text', () => {
  it('says the same in JSON-LD as in Turtle', async () => {
    const turtle = `<#a> a <#C>, [ <#p> "x" ] ; <#p> "text", "Zoë"@fr, 1.50, true, "P1D"^^<#d>, ( 1 <#b> ) .`
    const quads = await parseRdf('text/turtle', turtle, base)
    const again = await parseRdf(jsonLd, writeRdf(jsonLd, quads), base)

    expect(shapeOf(again)).toEqual(shapeOf(quads))
  })

  it('in JSON-LD keeps named graphs, in Turtle shows the default graph', async () => {
    const text = JSON.stringify({ '@id': '#g', '@graph': [{ '@id': '#a', 'http://ex/p': 1 }] })
    const quads = await parseRdf(jsonLd, text, base)

    expect(await parseRdf(jsonLd, writeRdf(jsonLd, quads), base)).toHaveLength(quads.length)
    expect(await parseRdf('text/turtle', writeRdf('text/turtle', quads), base)).toEqual([])
  })

  it('in Turtle keeps the prefixes it had', async () => {
    const text = '@prefix ex: <http://ex/> .\nPREFIX : <#>\n:a ex:p 1 .'
    const quads = await parseRdf('text/turtle', text, base)

    const written = writeRdf('text/turtle', quads, { text, base })
    expect(written).toContain('ex:p 1')
    expect(new Graph(await parseRdf('text/turtle', written, base)).has(quads[0]!)).toBe(true)
  })

  it('in the words of Activity Streams is understood without asking for them', async () => {
    const text = JSON.stringify({
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: '#n',
      type: 'Announce',
      actor: 'https://firm.example/#us',
      summary: 'Hello',
    })
    const quads = await parseRdf(jsonLd, text, base)

    expect(quads.map(({ object }) => object.value).toSorted()).toEqual([
      'Hello',
      'https://firm.example/#us',
      'https://www.w3.org/ns/activitystreams#Announce',
    ])
  })
})

describe('the contexts of Solid', () => {
  const ns = 'https://www.w3.org/ns/solid/'

  it.each(['notifications-context/v1', 'notification/v1'])(
    'say what a channel for notifications is, under %s',
    async (name) => {
      const channel = {
        '@context': [ns + name],
        type: 'WebSocketChannel2023',
        topic: ['https://pods.example/alice/x', 'https://pods.example/alice/y'],
        state: '"1"',
        startAt: '2026-11-22T10:00:00Z',
        rate: 'PT1M',
      }

      expect(await factsIn(channel)).toEqual([
        'rate PT1M duration',
        'startAt 2026-11-22T10:00:00Z dateTime',
        'state "1" string',
        'topic https://pods.example/alice/x IRI',
        'topic https://pods.example/alice/y IRI',
        'type WebSocketChannel2023 IRI',
      ])
    },
  )

  it('say what a service for channels offers', async () => {
    const description = {
      '@context': `${ns}notifications-context/v1`,
      id: 'https://pods.example/alice/',
      subscription: {
        id: 'https://pods.example/channels',
        channelType: 'WebhookChannel2023',
        feature: ['rate', 'state'],
      },
    }

    expect(await factsIn(description)).toEqual([
      'channelType WebhookChannel2023 IRI',
      'feature rate IRI',
      'feature state IRI',
      'subscription https://pods.example/channels IRI',
    ])
  })

  it('go together with Activity Streams, in either order', async () => {
    const names = ['https://www.w3.org/ns/activitystreams', `${ns}notifications-context/v1`]
    for (const context of [names, names.toReversed()]) {
      const notification = { '@context': context, id: 'urn:uuid:1', type: 'Update', state: '"1"' }
      const facts = await factsIn({ ...notification, object: 'https://pods.example/alice/x' })

      expect(facts).toEqual([
        'object https://pods.example/alice/x IRI',
        'state "1" string',
        'type Update IRI',
      ])
    }
  })

  it('say what an app tells of itself', async () => {
    const app = {
      '@context': [`${ns}oidc-context.jsonld`],
      client_id: 'https://app.example/id',
      client_name: 'App',
      redirect_uris: ['https://app.example/back', 'https://app.example/again'],
      grant_types: ['authorization_code', 'refresh_token'],
      scope: 'openid webid',
      require_auth_time: true,
      default_max_age: 3600,
    }
    const quads = await parseRdf(jsonLd, JSON.stringify(app), base)

    expect(new Set(quads.map(({ subject }) => subject.value))).toEqual(new Set([app.client_id]))
    expect(await factsIn(app)).toEqual([
      'client_name App string',
      'default_max_age 3600 integer',
      'grant_types authorization_code string',
      'grant_types refresh_token string',
      'redirect_uris https://app.example/again IRI',
      'redirect_uris https://app.example/back IRI',
      'require_auth_time true boolean',
      'scope openid webid string',
    ])
  })

  it('are named when a document asks for others', async () => {
    const text = JSON.stringify({ '@context': 'https://schema.org/', name: 'A' })
    const failure = await parseRdf(jsonLd, text, base).catch((error: unknown) => error)

    expect(failure).toBeInstanceOf(UnsupportedRdf)
    const { message } = failure as Error
    for (const name of ['notifications-context/v1', 'notification/v1', 'oidc-context.jsonld']) {
      expect(message).toContain(ns + name)
    }
    expect(message).toContain('https://www.w3.org/ns/activitystreams')
    // The rooms above send no more of it than this.
    expect(message.length).toBeLessThanOrEqual(300)
  })
})

describe('JSON-LD from anybody', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('never makes us fetch a context', async () => {
    const fetched = vi.fn(() => Promise.reject(new Error('no network')))
    vi.stubGlobal('fetch', fetched)
    const remote = '"http://localhost:1/context"'
    const texts = [
      `{"@context": ${remote}, "a": 1}`,
      `{"@context": [{}, ${remote}], "a": 1}`,
      `{"@context": {"@version": 1.1, "@import": ${remote}}, "a": 1}`,
      `{"@context": {"a": {"@id": "http://ex/a", "@context": ${remote}}}, "a": {"b": 1}}`,
    ]
    for (const text of texts) {
      await expect(parseRdf(jsonLd, text, base)).rejects.toBeInstanceOf(UnsupportedRdf)
    }

    expect(fetched).not.toHaveBeenCalled()
  })

  it.each(['', '{', '[1', 'null null'])('%j is no JSON-LD', async (text) => {
    await expect(parseRdf(jsonLd, text, base)).rejects.toBeInstanceOf(SyntaxProblem)
  })
})

describe('the depth of JSON', () => {
  it.each([
    ['{"a":[1]}', 2],
    ['[[],[[]]]', 3],
    ['"[[[["', 0],
    ['["\\"[[", "]"]', 1],
    ['1', 0],
  ])('%s is %i', (text, depth) => {
    expect(depthOf(text)).toBe(depth)
  })
})
