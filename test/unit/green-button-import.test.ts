// Importing a Green Button file into a pod: which documents, which triples, and never twice.
import { describe, expect, it } from 'vitest'
import { importEnergy } from '../../client/sdk/release/energy.ts'
import { ImportProblem } from '../../client/sdk/release/import-problem.ts'
import { ReleaseProblem } from '../../client/sdk/release/release-problem.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import { parseTurtle, textOf } from '../../shapes/graph.ts'
import { validate } from '../../shapes/validate.ts'
import { dct } from '../../vocab/generated/dct.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { prov } from '../../vocab/generated/prov.ts'
import { qudt } from '../../vocab/generated/qudt.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { saref } from '../../vocab/generated/saref.ts'
import { schema } from '../../vocab/generated/schema.ts'
import { sosa } from '../../vocab/generated/sosa.ts'
import { unit } from '../../vocab/generated/unit.ts'
import { greenButton } from '../support/green-button.ts'
import { memoryPod } from '../support/memory-pod.ts'
import type { MemoryPod } from '../support/memory-pod.ts'

const storage = 'https://pod.example/'
const march = `${storage}data/energy/raw/2012-03.ttl`
const april = `${storage}data/energy/raw/2012-04.ttl`
const start = 1330578000
/** 31 March 2012, 23:45 in New York: the last quarter-hour of the month. */
const lastOfMarch = Date.UTC(2012, 3, 1, 3, 45) / 1000

function now(): Date {
  return new Date('2026-01-02T03:04:05Z')
}

function importText(pod: MemoryPod, text: string, name = 'file.xml') {
  return importEnergy(pod.session, storage, { name, text }, { now })
}

function graphAt(pod: MemoryPod, url: string) {
  return parseTurtle(pod.documents.get(url) ?? '', url)
}

function amountsAt(pod: MemoryPod, url: string): string[] {
  const amounts = graphAt(pod, url).getObjects(null, sosa.hasSimpleResult, null)
  return amounts.map(({ value }) => value).toSorted()
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('importing a Green Button file', () => {
  it('writes each reading with the terms of the vocabulary', async () => {
    const pod = memoryPod()

    await importText(
      pod,
      greenButton({ intervals: [{ start, value: 282, cost: 974, quality: [8] }] }),
    )

    const reading = `${march}#1-2-used-20120301T050000Z-900`
    const graph = graphAt(pod, march)
    const about = (subject: string) =>
      Object.fromEntries(
        graph
          .getQuads(subject, null, null, null)
          .map((each) => [each.predicate.value, each.object.value]),
      )
    expect(graph.getObjects(reading, rdf.type, null).map(({ value }) => value)).toEqual([
      sosa.Observation,
      saref.Measurement,
    ])
    expect(about(reading)).toMatchObject({
      [sosa.observedProperty]: fh.ElectricityImported,
      [sosa.hasSimpleResult]: '282',
      [qudt.hasUnit]: unit['W-HR'],
      [fh.intervalStart]: '2012-03-01T00:00:00-05:00',
      [fh.intervalEnd]: '2012-03-01T00:15:00-05:00',
      [sosa.madeBySensor]: `${storage}data/energy/#meter-1-2`,
      [fh.readingQuality]: fh.Estimated,
      [fh.cost]: `${reading}-cost`,
    })
    expect(about(`${reading}-cost`)).toEqual({
      [rdf.type]: schema.MonetaryAmount,
      [schema.value]: '0.00974',
      [schema.currency]: 'USD',
    })
    expect(about(march)[fh.granularity]).toBe(fh.Raw)
  })

  it('writes what the form of energy readings asks for, without blank nodes', async () => {
    const pod = memoryPod()

    await importText(pod, syntheticGreenButton({ seed: 3, from: '2024-03-31', to: '2024-04-01' }))

    const graph = graphAt(pod, `${storage}data/energy/raw/2024-03.ttl`)
    expect(graph.countQuads(null, rdf.type, sosa.Observation, null)).toBe(92)
    expect(await validate(graph, 'energy-consumption')).toEqual([])
    const terms = graph
      .getQuads(null, null, null, null)
      .flatMap(({ subject, object }) => [subject, object])
    expect(terms.filter(({ termType }) => termType === 'BlankNode')).toEqual([])
  })

  it('makes one document a civil month, of the place where the meter is', async () => {
    const pod = memoryPod()

    const { documents } = await importText(
      pod,
      greenButton({
        intervals: [
          { start: lastOfMarch, value: 1 },
          { start: lastOfMarch + 900, value: 2 },
        ],
      }),
    )

    expect(documents).toEqual([
      { url: march, readings: 1, outcome: 'created' },
      { url: april, readings: 1, outcome: 'created' },
    ])
    expect([amountsAt(pod, march), amountsAt(pod, april)]).toEqual([['1'], ['2']])
  })

  it('leaves a manifest that says which file it was and what was odd', async () => {
    const pod = memoryPod()
    const text = greenButton({ intervals: [{ start }, { start }, { start: start + 1800 }] })

    const report = await importText(pod, text, 'march.xml')

    const manifest = report.manifest
    const graph = graphAt(pod, manifest.replace(/#.*/, ''))
    const value = (property: string) => textOf(graph, manifest, property)
    expect(manifest).toMatch(/^https:\/\/pod\.example\/data\/_releases\/[0-9a-f]{32}\.ttl#release$/)
    expect(value(fh.fileName)).toBe('march.xml')
    expect(value(fh.sha256)).toMatch(/^[0-9a-f]{64}$/)
    expect(value(fh.importer)).toMatch(/green-button \d/)
    expect(value(dct.created)).toBe('2026-01-02T03:04:05.000Z')
    expect([fh.rowsRead, fh.rowsKept, fh.rowsDuplicate, fh.rowsMissing].map(value)).toEqual([
      '3',
      '2',
      '1',
      '1',
    ])
    expect(graphAt(pod, march).getObjects(march, prov.wasDerivedFrom, null)[0]?.value).toBe(
      manifest,
    )
  })

  it('twice changes nothing', async () => {
    const pod = memoryPod()
    await importText(pod, greenButton())
    const before = new Map(pod.documents)

    const report = await importText(pod, greenButton(), 'again.xml')

    expect(report.documents).toEqual([{ url: march, readings: 2, outcome: 'unchanged' }])
    expect(pod.documents).toEqual(before)
  })

  it('adds to a month that is there, and keeps everything else in it', async () => {
    const pod = memoryPod()
    await importText(pod, greenButton({ intervals: [{ start, value: 1 }] }))
    pod.documents.set(march, `${pod.documents.get(march)}\n<#note> <${dct.title}> "Mine" .`)

    const report = await importText(
      pod,
      greenButton({
        intervals: [
          { start, value: 1 },
          { start: start + 900, value: 2 },
        ],
      }),
    )

    expect(report.documents).toMatchObject([{ outcome: 'updated' }])
    expect(amountsAt(pod, march)).toEqual(['1', '2'])
    expect(textOf(graphAt(pod, march), `${march}#note`, dct.title)).toBe('Mine')
    expect(graphAt(pod, march).getObjects(march, prov.wasDerivedFrom, null)).toHaveLength(2)
  })

  it('replaces a reading that the supplier has corrected, with its cost', async () => {
    const pod = memoryPod()
    await importText(pod, greenButton({ intervals: [{ start, value: 1, cost: 5, quality: [8] }] }))

    await importText(pod, greenButton({ intervals: [{ start, value: 2, quality: [14] }] }))

    const graph = graphAt(pod, march)
    expect(amountsAt(pod, march)).toEqual(['2'])
    expect(graph.getObjects(null, fh.readingQuality, null).map(({ value }) => value)).toEqual([
      fh.Measured,
    ])
    expect(graph.countQuads(null, rdf.type, schema.MonetaryAmount, null)).toBe(0)
  })

  it('merges again when somebody else writes the month meanwhile', async () => {
    const pod = memoryPod()
    await importText(pod, greenButton({ intervals: [{ start, value: 1 }] }))
    let turns = 0
    pod.interfere = (method, url) => {
      if (method !== 'PUT' || url !== march || turns++ > 0) return undefined
      pod.documents.set(march, `${pod.documents.get(march)}\n<#other> <${dct.title}> "Theirs" .`)
      return undefined
    }

    await importText(pod, greenButton({ intervals: [{ start: start + 900, value: 2 }] }))

    expect(amountsAt(pod, march)).toEqual(['1', '2'])
    expect(textOf(graphAt(pod, march), `${march}#other`, dct.title)).toBe('Theirs')
  })

  it('gives up when the month never stays as it was read', async () => {
    const pod = memoryPod()
    pod.interfere = (method, url) =>
      method === 'PUT' && url === march ? new Response(null, { status: 412 }) : undefined

    expect(await problemOf(importText(pod, greenButton()))).toBeInstanceOf(ImportProblem)
    expect(pod.requests.filter((each) => each === `PUT ${march}`)).toHaveLength(5)
  })

  it('that is bad asks nothing of the pod', async () => {
    const pod = memoryPod()

    const problem = await problemOf(importText(pod, greenButton({ type: { uom: 38 } })))

    expect(problem).toBeInstanceOf(ReleaseProblem)
    expect(pod.requests).toEqual([])
  })

  it('writes nothing when the pod refuses the first document', async () => {
    const pod = memoryPod()
    pod.interfere = () => new Response(null, { status: 403 })

    expect(await problemOf(importText(pod, greenButton()))).toMatchObject({ status: 403 })
    expect(pod.documents.size).toBe(0)
  })

  it('says exactly which months are stored when a later one fails', async () => {
    const pod = memoryPod()
    const text = greenButton({ intervals: [{ start: lastOfMarch }, { start: lastOfMarch + 900 }] })
    pod.interfere = (method, url) =>
      method === 'PUT' && url === april ? new Response(null, { status: 507 }) : undefined

    const problem = await problemOf(importText(pod, text))

    expect(problem).toBeInstanceOf(ImportProblem)
    expect(problem).toMatchObject({
      url: april,
      report: { documents: [{ url: march, outcome: 'created' }] },
      message: expect.stringMatching(/1 of 2 months.*2012-03\.ttl.*import the file again/s),
    })
    pod.interfere = () => undefined
    const again = await importText(pod, text)
    expect(again.documents.map(({ outcome }) => outcome)).toEqual(['unchanged', 'created'])
  })
})
