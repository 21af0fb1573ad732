// The pure rules behind the pages: addresses, terms, picks, visits, sums, providers, refusals.
import { describe, expect, it } from 'vitest'
import { hashOf, readRoute } from '../../client/app/router.ts'
import type { Route } from '../../client/app/router.ts'
import { useOfGrant, visitsByKind, visitsOf } from '../../client/app/state/activity.ts'
import type { LogEntry } from '../../client/app/state/api.ts'
import { offerOf, pickedResources } from '../../client/app/state/choice.ts'
import { dataFolder } from '../../client/app/state/data-folders.ts'
import { addressOf, firmName, initialsOf } from '../../client/app/state/firms.ts'
import { problemKind } from '../../client/app/state/problem-kinds.ts'
import { issuerOf } from '../../client/app/state/provider.ts'
import { readingsOf, seriesOf, sumsByDay, sumsByHour } from '../../client/app/state/readings.ts'
import { amountOf, daysUntil, monthName, sizeOf } from '../../client/app/words/formats.ts'
import { pickLanguage, wordsIn } from '../../client/app/words/languages.ts'
import { endOfTerm, shorterDays, termInWords } from '../../client/app/words/term.ts'
import { RequestError } from '../../client/sdk/request.ts'
import { ReleaseProblem } from '../../client/sdk/release/release-problem.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { qudt } from '../../vocab/generated/qudt.ts'
import { sosa } from '../../vocab/generated/sosa.ts'
import { unit } from '../../vocab/generated/unit.ts'
import { documentOf, grant, log, request, storage, today } from './page/sample.ts'

/** A document of a container. */
function member(url: string) {
  return { url, isContainer: false, modified: undefined, size: 1, type: undefined }
}

/** A read some seconds ago, changed in some points. */
function entry(secondsAgo: number, change: Partial<LogEntry> = {}): LogEntry {
  return { ...log[0]!, time: new Date(today - secondsAgo * 1000).toISOString(), ...change }
}

/** A reading in Turtle. */
function reading(id: string, start: string, value: string, unitIri: string): string {
  return `<#${id}> a <${sosa.Observation}> ; <${fh.intervalStart}> "${start}" ;
    <${sosa.hasSimpleResult}> ${value} ; <${qudt.hasUnit}> <${unitIri}> ;
    <${sosa.observedProperty}> <${fh.ElectricityImported}> .`
}

describe('addresses inside the app', () => {
  const routes: Route[] = [
    { page: 'sharing', tab: undefined },
    { page: 'sharing', tab: 'ended' },
    { page: 'request', id: 'https://m.example/requests/1?a=b#c' },
    { page: 'granted', id: 'https://m.example/grants/1' },
    { page: 'data' },
    { page: 'month', url: 'https://a.example/data/énergie/2026-03.ttl' },
    { page: 'activity', grant: undefined },
    { page: 'activity', grant: 'https://m.example/grants/1' },
    { page: 'you' },
  ]

  it.each(routes)('reads back what it wrote: %o', (route) => {
    expect(readRoute(hashOf(route))).toEqual(route)
  })

  it.each([
    '',
    '#',
    '#/',
    '#/nothing',
    '#/request',
    '#/request/',
    '#/request/%E0%A4',
    '#/granted/',
  ])('leads home from %j', (hash) =>
    expect(readRoute(hash)).toEqual({ page: 'sharing', tab: undefined }),
  )
})

describe('terms', () => {
  const now = Date.parse('2026-11-22T10:00:00Z')

  it.each([
    ['P30D', '30 days', '2026-12-22T10:00:00.000Z'],
    ['P1M', '1 month', '2026-12-22T10:00:00.000Z'],
    ['P1Y', '1 year', '2027-11-22T10:00:00.000Z'],
    ['P2W', '2 weeks', '2026-12-06T10:00:00.000Z'],
    ['PT90M', '90 minutes', '2026-11-22T11:30:00.000Z'],
    ['P1DT6H', '1 day, 6 hours', '2026-11-23T16:00:00.000Z'],
  ])('tells %s in words, and when it ends', (term, words, end) => {
    expect(termInWords('en-GB', term)).toBe(words)
    expect(new Date(endOfTerm(now, term)!).toISOString()).toBe(end)
  })

  it.each(['', 'P', 'PT', '30 days', 'P-1D', 'P1.5D', 'P0D'])('does not guess at %j', (term) => {
    expect(endOfTerm(now, term)).toBeUndefined()
    expect(shorterDays(now, term)).toEqual([])
    expect(termInWords('en-GB', term)).toBe(term)
  })

  it('offers only shorter ones', () => {
    expect(shorterDays(now, 'P30D')).toEqual([1, 7])
    expect(shorterDays(now, 'P1Y')).toEqual([90, 180])
    expect(shorterDays(now, 'PT1H')).toEqual([])
  })
})

describe('picking what goes', () => {
  const march = documentOf('2026-03')
  const april = documentOf('2026-04')
  const raw = `${storage}data/energy/raw/`
  const folders = [dataFolder(`${storage}data/energy/`, [member(march), member(april)])]

  it('covers all raw data of the type when a request names nothing', () => {
    const offer = offerOf({ ...request, resources: [] }, folders)

    expect(offer.documents.map((each) => each.url)).toEqual([april, march])
    expect(pickedResources(offer, new Set([march, april]), true)).toEqual([raw])
  })

  it('gives documents, not the folder, once something is left out', () => {
    const offer = offerOf({ ...request, resources: [raw] }, folders)

    expect(pickedResources(offer, new Set([march]), false)).toEqual([march])
    expect(pickedResources(offer, new Set(), false)).toEqual([])
  })

  it('never offers what was not asked for', () => {
    const offer = offerOf({ ...request, resources: [march] }, folders)

    expect(offer.documents.map((each) => each.url)).toEqual([march])
    expect(offer.folders).toEqual([])
    expect(pickedResources(offer, new Set([march, april]), true)).toEqual([march])
  })

  it('keeps what was asked for but is not known here, under its own name', () => {
    const other = `${storage}share/views/1.ttl`
    const offer = offerOf({ ...request, resources: [other] }, folders)

    expect(offer).toEqual({ documents: [], folders: [], others: [other] })
    expect(pickedResources(offer, new Set(), false)).toEqual([other])
  })
})

describe('the log made readable', () => {
  it('counts reads of a grant, not refusals', () => {
    expect(useOfGrant(log, grant.id)).toEqual({ reads: 4, last: log[0]!.time })
    expect(useOfGrant([], grant.id)).toEqual({ reads: 0, last: undefined })
  })

  it('puts together what belongs to one visit, and nothing else', () => {
    const visits = visitsOf([
      entry(0),
      entry(1, { resource: documentOf('2026-09') }),
      entry(2, { status: 403 }),
      entry(3, { agent: undefined }),
      entry(4, { method: 'PUT' }),
      entry(90),
    ])

    expect(visits.map(({ kind, count }) => [kind, count])).toEqual([
      ['read', 2],
      ['refused', 1],
      ['read', 1],
      ['wrote', 1],
      ['read', 1],
    ])
  })
})

describe('what happened to rules', () => {
  const acl = `${documentOf('2026-09')}.acl`

  it('is no read, and counts under no grant', () => {
    const others = [
      entry(0, { kind: 'access-rules', resource: acl, method: 'PUT', status: 204 }),
      entry(1, { kind: 'denied', status: 403 }),
      entry(2, { kind: 'denied', status: 403, leftOut: 7 }),
    ]

    expect(useOfGrant(others, grant.id)).toEqual({ reads: 0, last: undefined })
  })

  it('is told apart from visits and refusals, in the name of what the rules are about', () => {
    const { uses, rules, refused } = visitsByKind(
      visitsOf([
        entry(0),
        entry(1, { kind: 'access-rules', resource: acl, method: 'PUT' }),
        entry(2, { kind: 'access-rules', resource: acl, method: 'PUT', client: 'other' }),
        entry(3, { kind: 'denied', status: 403 }),
        entry(4, { kind: 'denied', status: 403, leftOut: 7 }),
        entry(5, { kind: 'denied', status: 403 }),
      ]),
    )

    expect(uses.map(({ kind }) => kind)).toEqual(['read'])
    expect(rules.map(({ resources }) => resources)).toEqual([
      [documentOf('2026-09')],
      [documentOf('2026-09')],
    ])
    expect(refused.map(({ count, leftOut }) => [count, leftOut])).toEqual([
      [2, undefined],
      [1, 7],
    ])
  })
})

describe('readings', () => {
  it('adds up the days and hours of the meter, not of the reader', () => {
    const graph = parseTurtle(
      [
        reading('c', '2012-03-11T23:45:00-05:00', '250', unit['W-HR']),
        reading('a', '2012-03-11T00:00:00-05:00', '1.5', unit['KiloW-HR']),
        reading('b', '2012-03-12T00:00:00-05:00', '500', unit['W-HR']),
      ].join('\n'),
      'https://a.example/x',
    )
    const readings = readingsOf(graph)

    expect(sumsByDay(readings)).toEqual([
      { key: '2012-03-11', amount: 1.75, count: 2 },
      { key: '2012-03-12', amount: 0.5, count: 1 },
    ])
    expect(sumsByHour(readings, '2012-03-11').map((each) => each.key)).toEqual(['00', '23'])
  })

  it('keeps units apart, and leaves out what is no reading', () => {
    const graph = parseTurtle(
      [
        reading('a', '2012-03-11T00:00:00Z', '1', unit['W-HR']),
        reading('b', '2012-03-11T00:15:00Z', '1', unit.M3),
        `<#c> a <${sosa.Observation}> .`,
      ].join('\n'),
      'https://a.example/x',
    )

    expect(seriesOf(readingsOf(graph)).map((each) => each.unit)).toEqual(['kWh', 'm³'])
  })
})

describe('words', () => {
  it.each([
    ['solidcommunity.net', 'https://solidcommunity.net/'],
    [' https://login.example/realm ', 'https://login.example/realm'],
    ['localhost:3001', 'http://localhost:3001/'],
    ['http://provider.example', undefined],
    ['my provider', undefined],
    ['provider', undefined],
    ['javascript:alert(1)', undefined],
    ['https://user:secret@provider.example', undefined],
    ['', undefined],
  ])('takes the provider address %j as %s', (typed, issuer) => {
    expect(issuerOf(typed)).toBe(issuer)
  })

  it.each([
    [new RequestError('invalid-token', 401, ''), 'signedOut'],
    [new RequestError('not-enforced', 409, ''), 'notEnforced'],
    [new RequestError('unknown', 403, ''), 'forbidden'],
    [new RequestError('unknown', 500, ''), 'other'],
    [new ReleaseProblem('cut off'), 'badFile'],
    [new TypeError('Failed to fetch'), 'offline'],
    ['text', 'other'],
  ])('explains %s as %s', (error, kind) => expect(problemKind(error)).toBe(kind))

  it('never lets a firm hide its address behind its name', () => {
    const firm = 'https://watt.example/profile/card#us'
    expect(firmName({ firm, firmName: undefined })).toBe('watt.example')
    expect(firmName({ firm, firmName: '  ' })).toBe('watt.example')
    expect(addressOf('http://localhost:3000/watt/profile/card#me')).toBe('localhost:3000/watt')
    expect(initialsOf('Watt Watchers Ltd')).toBe('WW')
  })

  it('writes numbers and dates as the language does', () => {
    expect(sizeOf('en-GB', 412_345)).toBe('412 kB')
    expect(amountOf('fr-FR', 0.0449, 'kWh')).toBe('0,04 kWh')
    expect(monthName('fr-FR', '2012-03')).toBe('mars 2012')
    expect(daysUntil(today, new Date(today + 1).toISOString())).toBe(1)
    expect(daysUntil(today, new Date(today - 1).toISOString())).toBe(0)
  })

  it('begins in the language remembered, else the browser’s, else English', () => {
    expect(pickLanguage('fr', ['en-GB'])).toBe('fr')
    expect(pickLanguage(null, ['de-DE', 'fr-CA'])).toBe('fr')
    expect(pickLanguage('xx', ['de-DE'])).toBe('en')
    expect(wordsIn('en', ['en-US']).locale).toBe('en-US')
  })
})
