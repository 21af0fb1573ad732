// Attacks by patches, and on what the server alone says of a container.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ldp } from '../../vocab/generated/ldp.ts'
import { expectRefused, openTarget } from '../support/attack.ts'
import type { Sent, Target } from '../support/attack.ts'
import { jsonLd, many, members, n3, prefixOf, sparql, turtle } from '../support/attack-bodies.ts'
import { openSimulatedServer } from '../support/simulated-server.ts'
import type { SimulatedServer } from '../support/simulated-server.ts'

let target: Target
/** Counts whoever comes: nobody should. */
let trap: SimulatedServer
beforeAll(async () => {
  target = await openTarget()
  trap = await openSimulatedServer((_req, res) => res.end('{"@context": {}}'))
})
afterEach(() => expect(trap.requests).toEqual([]))
afterAll(async () => {
  await target.close()
  await trap.close()
})

describe('a patch', () => {
  const before = '@prefix ex: <http://ex/> . <#a> ex:age 1 . <#b> ex:age 2 .'
  const lines = Array.from({ length: 300 }, (_, index) => `<#n${index}> <http://ex/p> ${index} .`)

  it.each<[string, Sent, ...number[]]>([
    [
      'that matches everything with everything',
      n3(
        'solid:where { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ex:no }; solid:inserts { ?a ?b ?f }',
      ),
      409,
      422,
    ],
    [
      'of 20,000 patterns',
      n3(
        `solid:where { ${many(20_000, (index) => `?a${index} ?b ?c .`)} }; solid:inserts { ?a1 ?b ?c }`,
      ),
      409,
      422,
    ],
    [
      'that inserts 10,000 triples for each of 90,000 matches',
      sparql(
        `INSERT { ${many(10_000, (index) => `?a <p${index}> ?d .`)} } WHERE { ?a ?b ?c . ?d ?e ?f }`,
      ),
      422,
    ],
    [
      'that inserts a long text for each match',
      sparql(`INSERT { ?a <p> "${'x'.repeat(500_000)}" } WHERE { ?a ?b ?c }`),
      413,
      422,
    ],
    [
      'with a prefix that unfolds, in N3',
      n3(
        `solid:inserts { <#a> <#b> 1 } . @prefix l: <${prefixOf(400_000)}> . ${'l:a l:b l:c . '.repeat(20_000)} <#e> <#f> 1`,
      ),
      422,
    ],
    [
      'with a prefix that unfolds, in SPARQL',
      sparql(`PREFIX l: <${prefixOf(400_000)}> INSERT DATA { ${'l:a l:b l:c . '.repeat(20_000)} }`),
      422,
    ],
    ['of 20,000 operations', sparql('INSERT DATA { <a> <b> 1 } ; '.repeat(20_000)), 422],
    [
      'with a string that never ends',
      sparql(`INSERT DATA { <a> <b> """${'\\"'.repeat(300_000)} }`),
      400,
    ],
    ['of two patches', n3('solid:inserts {} . _:q a solid:InsertDeletePatch'), 422],
    ['of no patch', { type: 'text/n3', body: '<#a> <#b> <#c> .' }, 422],
    ['of braces in braces', n3('solid:inserts { <#a> ex:b { <#c> ex:d 1 } }'), 422],
    ['of 10,000 braces', n3(`solid:inserts ${'{ <#a> ex:b '.repeat(10_000)}`), 400, 422],
    ['with a triple about a triple', n3('solid:inserts { <#a> ex:b <<( <c> <d> <e> )>> }'), 422],
    ['that deletes what is not there', n3('solid:deletes { <#a> ex:age 9 }'), 409],
    ['that matches twice', n3('solid:where { ?x ex:p ?y }; solid:inserts { ?x ex:t 1 }'), 409],
    ['that is a patch of something else', { type: 'application/json-patch+json', body: '[]' }, 415],
    ['of two megabytes', sparql(`INSERT DATA { <a> <b> "${'x'.repeat(2_000_000)}" }`), 413],
  ])('%s is refused, and changes nothing', async (_what, sent, ...statuses) => {
    const text = `${before}\n${lines.join('\n')}`
    await target.alice('PUT', '/alice/share/doc', turtle(text))

    expectRefused(await target.alice('PATCH', '/alice/share/doc', sent), ...statuses)
    expect((await target.alice('GET', '/alice/share/doc')).body).toBe(text)
  })

  it.each([
    ['LOAD', (url: string) => `LOAD <${url}>`],
    ['LOAD SILENT … INTO', (url: string) => `LOAD SILENT <${url}> INTO GRAPH <${url}>`],
    ['SERVICE', (url: string) => `INSERT { ?s ?p ?o } WHERE { SERVICE <${url}> { ?s ?p ?o } }`],
    ['GRAPH', (url: string) => `INSERT DATA { GRAPH <${url}> { <a> <b> 1 } }`],
    ['USING', (url: string) => `INSERT { ?s ?p ?o } USING <${url}> WHERE { ?s ?p ?o }`],
    ['CREATE', (url: string) => `CREATE GRAPH <${url}>`],
    ['DROP', () => 'DROP ALL'],
    ['CLEAR', () => 'CLEAR DEFAULT'],
  ])('with %s is not done, and nothing is fetched', async (_what, update) => {
    await target.alice('PUT', '/alice/share/doc', turtle(before))

    const answer = await target.alice('PATCH', '/alice/share/doc', sparql(update(trap.url)))

    expectRefused(answer, 422)
    expect((await target.alice('GET', '/alice/share/doc')).body).toBe(before)
  })

  it('that would make JSON-LD too long to be read again is refused', async () => {
    const path = '/alice/share/json'
    await target.alice('PUT', path, jsonLd({ 'http://ex/p': 'x'.repeat(700_000) }))
    const more = sparql(`INSERT DATA { <#a> <#b> "${'y'.repeat(700_000)}" }`)
    const little = sparql('INSERT DATA { <#a> <#b> 1 }')

    expectRefused(await target.alice('PATCH', path, more), 413)
    expect((await target.alice('PATCH', path, little)).status).toBe(204)
  })

  it('of what is no RDF is refused', async () => {
    await target.alice('PUT', '/alice/share/photo', { type: 'image/png', body: 'x' })

    const patch = n3('solid:inserts { <#a> <#b> 1 }')
    expectRefused(await target.alice('PATCH', '/alice/share/photo', patch), 409, 415)
  })
})

describe('what the server says of a container', () => {
  const box = '/alice/share/box/'
  const lies = [
    `<> <${ldp.contains}> <phantom> .`,
    '<> a <http://www.w3.org/ns/pim/space#Storage> .',
    '<there> <http://www.w3.org/ns/posix/stat#size> 1000000 .',
    '<> <http://purl.org/dc/terms/modified> "2001-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
  ]

  it.each(lies)('cannot be made up: %s', async (lie) => {
    await target.alice('PUT', `${box}there`, { type: 'text/plain', body: 'x' })
    const inserts = `solid:inserts { ${lie} }`

    expectRefused(await target.alice('PUT', box, turtle(lie)), 409)
    expectRefused(await target.alice('PATCH', box, n3(inserts)), 409)
    expectRefused(await target.alice('PATCH', box, sparql(`INSERT DATA { ${lie} }`)), 409)
    expectRefused(await target.alice('PUT', `${box}.meta`, turtle(lie)), 409)
    expectRefused(await target.alice('PATCH', `${box}.meta`, n3(inserts)), 409)
    const asContainer = { link: `<${ldp.BasicContainer}>; rel="type"`, slug: 'new' }
    const posted = { ...turtle(lie), headers: asContainer }
    const made = await target.alice('POST', box, posted)
    if (made.status !== 201) expectRefused(made, 409)

    const { body } = await target.alice('GET', box)
    expect(body).not.toContain('phantom')
    expect(body).not.toContain('Storage')
    expect(body).not.toContain('1000000')
    expect(body).not.toContain('2001-01-01')
  })

  it('cannot be taken away, nor smuggled in by the label of a node', async () => {
    await target.alice('PUT', `${box}there`, { type: 'text/plain', body: 'x' })
    const label = `_:a <http://ex/p> <http://ex/o> . <${target.baseUrl}${box}> <${ldp.contains}> <phantom> . _:b`

    expectRefused(
      await target.alice('PATCH', box, sparql(`DELETE WHERE { <> <${ldp.contains}> ?x }`)),
      409,
    )
    expectRefused(await target.alice('PUT', box, jsonLd({ '@id': label, 'http://ex/p': 1 })), 422)
    expect(await members(target, box)).toContain('there')
  })
})
