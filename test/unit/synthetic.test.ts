// Generated files: of real shape, the same for the same seed, and labelled.
import { describe, expect, it } from 'vitest'
import { importEnergy } from '../../client/sdk/release/energy.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import { parseTurtle, textOf } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { greenButton } from '../support/green-button.ts'
import { memoryPod } from '../support/memory-pod.ts'
import type { MemoryPod } from '../support/memory-pod.ts'

const storage = 'https://pod.example/'
const march = `${storage}data/energy/raw/2012-03.ttl`

function now(): Date {
  return new Date('2026-01-02T03:04:05Z')
}

function importText(pod: MemoryPod, text: string, name = 'file.xml') {
  return importEnergy(pod.session, storage, { name, text }, { now })
}

function graphAt(pod: MemoryPod, url: string) {
  return parseTurtle(pod.documents.get(url) ?? '', url)
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('a synthetic file', () => {
  const options = { seed: 11, from: '2024-02-28', to: '2024-03-02' }

  it('is the same for the same seed, and another for another', () => {
    expect(syntheticGreenButton(options)).toBe(syntheticGreenButton(options))
    expect(syntheticGreenButton({ ...options, seed: 12 })).not.toBe(syntheticGreenButton(options))
  })

  it('is marked as synthetic wherever its readings go', async () => {
    const pod = memoryPod()

    const report = await importText(pod, syntheticGreenButton(options))

    expect(report.synthetic).toBe(true)
    expect(
      textOf(graphAt(pod, report.manifest.replace(/#.*/, '')), report.manifest, fh.synthetic),
    ).toBe('true')
    for (const { url } of report.documents) {
      expect(textOf(graphAt(pod, url), url, fh.synthetic)).toBe('true')
    }
  })

  it('never gets into a month of real readings', async () => {
    const pod = memoryPod()
    await importText(pod, greenButton())
    const before = pod.documents.get(march)

    const file = syntheticGreenButton({ seed: 1, from: '2012-03-01', to: '2012-03-02' })
    const problem = await problemOf(importText(pod, file))

    expect(problem).toMatchObject({ message: expect.stringContaining('not mixed') })
    expect(pod.documents.get(march)).toBe(before)
  })

  it.each([
    ['2024-03-02', '2024-03-02'],
    ['2024-03-02', '2024-03-01'],
    ['yesterday', '2024-03-01'],
    ['1900-01-01', '2024-03-01'],
  ])('cannot be of the days from %s to %s', (from, to) => {
    expect(() => syntheticGreenButton({ seed: 1, from, to })).toThrow(RangeError)
  })
})
