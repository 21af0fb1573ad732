// Section 6: reading and negotiation.
import assert from 'node:assert/strict'
import { as } from '../../../vocab/generated/as.ts'
import { context } from '../../../vocab/generated/context.ts'
import { notify } from '../../../vocab/generated/notify.ts'
import { oidc } from '../../../vocab/generated/oidc.ts'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { insertPatch } from '../patches.ts'
import { sendRaw } from '../raw.ts'
import type { Row } from '../row.ts'
import { aclOf, freshContainer, freshDocument, jsonLd, patch, put, turtle } from '../setting.ts'
import { withSite } from '../site.ts'
import type { Target } from '../target.ts'
import { descriptionOf } from '../things.ts'

export const rows: readonly Row[] = [
  ...checks('R1', 'M', {
    'gives Turtle as JSON-LD': async (target) => {
      const url = await freshDocument(target)
      await readableAs(target, url, jsonLd)
    },
    'gives JSON-LD as Turtle': async (target) => {
      const url = await freshDocument(target, '{"@id": "#it", "urn:is": "here"}', jsonLd)
      const graph = await graphOf(await read(target, url, turtle), url)
      assert.equal(graph.countQuads(`${url}#it`, 'urn:is', null, null), 1)
    },
    'gives a container in both forms': async (target) =>
      readableInBoth(target, await freshContainer(target)),
    'gives an ACL in both forms': async (target) =>
      readableInBoth(target, await aclOf(target, target.alice.storage)),
    'gives a description in both forms': async (target) => {
      const url = await descriptionOf(target, await freshDocument(target))
      await isSuccess(await patch(target.alice, url, insertPatch('<#it> <#is> "x" .')), 'PATCH')
      await readableInBoth(target, url)
    },
  }),
  ...checks('R2', 'G', {
    'gives Turtle back as it was written, to the byte': async (target) => {
      const text = '# mine\n@prefix : <#> .\n:b   :c\t"d" .\n\n:a :c :d .   # end'
      const url = await freshDocument(target, text)
      assert.equal(await (await read(target, url, turtle)).text(), text)
      assert.equal(await (await read(target, url, '*/*')).text(), text)
    },
    'gives JSON-LD back as it was written, to the byte': async (target) => {
      const text = '{  "urn:b": 1.0,\n "@id": "" }'
      const url = await freshDocument(target, text, jsonLd)
      assert.equal(await (await read(target, url, jsonLd)).text(), text)
    },
    'resolves relative IRIs against the URL of the resource when it converts': async (target) => {
      const url = await freshDocument(target, '<> <#is> <beside> .')
      const text = await (await read(target, url, jsonLd)).text()
      const graph = JSON.stringify(JSON.parse(text))
      assert.ok(graph.includes(`"${url}"`), text)
      assert.ok(graph.includes(`"${url.replace('document', 'beside')}"`), text)
    },
    'keeps named graphs of JSON-LD for readers of JSON-LD': async (target) => {
      const text = await (await read(target, await withNamedGraph(target), jsonLd)).text()
      assert.match(text, /hidden/)
    },
    'gives the default graph alone in Turtle': async (target) => {
      const url = await withNamedGraph(target)
      const graph = await graphOf(await read(target, url, turtle), url)
      assert.deepEqual(
        graph.getObjects(null, 'urn:is', null).map(({ value }) => value),
        ['open'],
      )
    },
  }),
  ...checks('R3', 'M', {
    'follows q-values': negotiates('text/turtle;q=0.1, application/ld+json;q=0.9', jsonLd),
    'takes q=0 as a refusal': refrainsFrom('text/turtle;q=0, */*;q=0.1', turtle),
    'lets the most specific range count': refrainsFrom(
      'application/*;q=0.9, application/ld+json;q=0.1, text/turtle;q=0.5',
      jsonLd,
    ),
    'is not put off by parameters in Accept': negotiates(
      'application/ld+json;profile="urn:any";q=0.9, text/turtle;charset=utf-8;q=0.3',
      jsonLd,
    ),
    'ignores the case of media types': negotiates('Application/LD+JSON', jsonLd),
    'gives the stored type when Accept leaves it open': async (target) => {
      const url = await freshDocument(target, '{"urn:is": "here"}', jsonLd)
      for (const accept of ['*/*', 'text/turtle, application/ld+json', 'application/*, text/*']) {
        isOfType(await read(target, url, accept), jsonLd)
      }
    },
    'gives the stored type without Accept, and containers as Turtle': async (target) => {
      const url = await freshDocument(target, '{"urn:is": "here"}', jsonLd)
      assert.match(await typeWithoutAccept(target, url), /^application\/ld\+json\b/)
      assert.match(await typeWithoutAccept(target, new URL('.', url).href), /^text\/turtle\b/)
    },
    'answers 406 when nothing it has is acceptable': async (target) => {
      const url = await freshDocument(target)
      await hasStatus(await read(target, url, 'image/png'), 406, 'GET of Turtle as PNG')
      await hasStatus(await read(target, new URL('.', url).href, 'image/png'), 406, 'a container')
    },
    'does not make a page of RDF that is preferred to pages': negotiates(
      'text/html;q=0.5, text/turtle',
      turtle,
    ),
  }),
  ...checks('R4', 'M', {
    'keeps the parameters of a media type': async (target) => {
      for (const type of ['text/plain; charset=utf-8', 'text/turtle; charset=utf-8']) {
        const url = await freshDocument(target, '<#a> <#b> "é" .', type)
        const given = (await read(target, url, '*/*')).headers.get('content-type') ?? ''
        assert.equal(given.replaceAll(' ', '').toLowerCase(), type.replaceAll(' ', ''))
      }
    },
  }),
  ...checks('R5', 'G', {
    'never fetches a context that a document names': (target) =>
      withSite(
        (_req, res) => void res.setHeader('content-type', jsonLd).end('{"@context": {}}'),
        async ({ origin, asked }) => {
          const url = `${await freshContainer(target)}document`
          const body = JSON.stringify({ '@context': `${origin}/context`, name: 'x' })
          const written = await put(target.alice, url, body, jsonLd)
          await hasStatus(written, [201, 400, 422], 'PUT with a foreign context')
          const answer = await read(target, url, turtle)
          await hasStatus(answer, written.ok ? 406 : 404, 'GET of it as Turtle')
          assert.equal(asked.length, 0, 'The context was fetched')
        },
      ),
    'knows the context of Activity Streams by itself': async (target) => {
      const body = { '@context': as[''].replace('#', ''), id: '#it', type: 'Note' }
      const url = await freshDocument(target, JSON.stringify(body), jsonLd)
      const graph = await graphOf(await read(target, url, turtle), url)
      assert.equal(graph.countQuads(`${url}#it`, null, `${as['']}Note`, null), 1)
    },
    'knows the contexts of notifications, in both spellings, and of client documents': async (
      target,
    ) => {
      const documents: [string, object, string][] = [
        [context['notifications-context/v1'], { id: '#it', topic: '#that' }, notify.topic],
        [context['notification/v1'], { id: '#it', topic: '#that' }, notify.topic],
        [context['oidc-context.jsonld'], { client_id: '#it', tos_uri: '#that' }, oidc.tos_uri],
      ]
      for (const [name, said, property] of documents) {
        const body = JSON.stringify({ '@context': [name], ...said })
        const url = await freshDocument(target, body, jsonLd)
        const graph = await graphOf(await read(target, url, turtle), url)
        assert.equal(graph.countQuads(`${url}#it`, property, `${url}#that`, null), 1, name)
      }
    },
  }),
  ...checks('R6', 'G', {
    'refuses broken Turtle with 400 and stores nothing': refusesBroken('<#a> <#b> .', turtle),
    'refuses broken JSON with 400 and stores nothing': refusesBroken('{"@id": ', jsonLd),
    'refuses JSON that is no JSON-LD with 400': refusesBroken('{"@id": 5, "urn:a": 1}', jsonLd),
    'refuses Turtle with unknown prefixes with 400': refusesBroken('x:a x:b x:c .', turtle),
    'keeps what was there when the replacement is broken': async (target) => {
      const url = await freshDocument(target, '<#a> <#b> "kept" .')
      await hasStatus(await put(target.alice, url, '<#a> <#b'), 400, 'PUT of broken Turtle')
      assert.equal(await (await read(target, url, turtle)).text(), '<#a> <#b> "kept" .')
    },
  }),
  ...checks('R7', 'M', {
    'has one URL for all representations': async (target) => {
      const url = await freshDocument(target)
      for (const type of [turtle, jsonLd]) {
        const answer = await read(target, url, type)
        const location = answer.headers.get('content-location') ?? url
        assert.deepEqual([answer.url, new URL(location, url).href], [url, url])
      }
    },
  }),
]

function read({ alice }: Target, url: string, accept: string): Promise<Response> {
  return alice.fetch(url, { headers: { accept } })
}

function isOfType(response: Response, type: string): void {
  const given = response.headers.get('content-type') ?? ''
  assert.equal(given.split(';', 1)[0], type, `GET ${response.url} (${response.status})`)
}

async function readableAs(target: Target, url: string, type: string): Promise<void> {
  const response = await read(target, url, type)
  await isSuccess(response, `GET ${url} as ${type}`)
  isOfType(response, type)
  const text = await response.text()
  if (type === jsonLd) assert.ok(typeof JSON.parse(text) === 'object', text)
}

async function readableInBoth(target: Target, url: string): Promise<void> {
  await readableAs(target, url, turtle)
  await readableAs(target, url, jsonLd)
}

/** A Turtle document read with this Accept comes as this type. */
function negotiates(accept: string, type: string): Check {
  return async (target) => {
    const response = await read(target, await freshDocument(target), accept)
    await isSuccess(response, `GET with Accept: ${accept}`)
    isOfType(response, type)
  }
}

/** A Turtle document read with this Accept comes as anything but this type. */
function refrainsFrom(accept: string, type: string): Check {
  return async (target) => {
    const response = await read(target, await freshDocument(target), accept)
    await isSuccess(response, `GET with Accept: ${accept}`)
    assert.notEqual(response.headers.get('content-type')?.split(';', 1)[0], type)
  }
}

function refusesBroken(body: string, type: string): Check {
  return async (target) => {
    const url = `${await freshContainer(target)}broken`
    await hasStatus(await put(target.alice, url, body, type), 400, `PUT of ${body}`)
    await hasStatus(await read(target, url, '*/*'), 404, 'GET after the refusal')
  }
}

async function withNamedGraph(target: Target): Promise<string> {
  const named = { '@id': 'urn:g', '@graph': [{ '@id': 'urn:b', 'urn:is': 'hidden' }] }
  const graph = [{ '@id': 'urn:a', 'urn:is': 'open' }, named]
  return freshDocument(target, JSON.stringify(graph), jsonLd)
}

/** The Content-Type of an answer to a request that has no Accept, which fetch always adds. */
async function typeWithoutAccept({ baseUrl, alice }: Target, url: string): Promise<string> {
  const headers = { ...(await alice.sign('GET', url)) }
  const response = await sendRaw(baseUrl, { path: new URL(url).pathname, headers })
  await hasStatus(response, 200, 'GET without Accept')
  return response.headers['content-type'] ?? ''
}
