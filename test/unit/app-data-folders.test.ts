// What the page of data shows: what indexes name first, then what lies where importers put it.
import { describe, expect, it } from 'vitest'
import {
  dataFolder,
  registeredFolder,
  withoutRepeats,
} from '../../client/app/state/data-folders.ts'
import type { Member } from '../../client/app/state/api.ts'
import { dataTypes } from '../../vocab/generated/concepts.ts'

const root = 'https://pod.example/alice/'
const [energy] = dataTypes

function document(url: string): Member {
  return { url, isContainer: false, modified: undefined, size: 10, type: 'text/turtle' }
}

const january = document(`${root}data/energy/raw/2026-01.ttl`)
const summary = document(`${root}data/energy/year.ttl`)
const elsewhere = document(`${root}meter/2026-02.ttl`)

describe('a folder that an index names', () => {
  it('has the type it is registered for, whatever its address', () => {
    const folder = registeredFolder(`${root}meter/`, energy!, [elsewhere])

    expect(folder).toMatchObject({ slug: 'energy', type: energy })
    expect(folder.documents).toMatchObject([{ url: elsewhere.url, month: '2026-02' }])
  })

  it('is not shown a second time where it was found by looking', () => {
    const registered = registeredFolder(`${root}data/energy/raw/`, energy!, [january])
    const found = dataFolder(`${root}data/energy/`, [january])

    expect(withoutRepeats([registered], [found])).toEqual([registered])
  })

  it('takes nothing away of what it does not name', () => {
    const registered = registeredFolder(`${root}data/energy/raw/`, energy!, [january])
    const found = dataFolder(`${root}data/energy/`, [january, summary])
    const empty = dataFolder(`${root}data/bank/`, [])

    const [, rest, bank] = withoutRepeats([registered], [found, empty])
    expect(rest?.documents.map(({ url }) => url)).toEqual([summary.url])
    expect(bank).toEqual(empty)
  })
})
