// The suite as tests of our server, so that `npm test` covers it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownCssFailures } from './known-css-failures.ts'
import { nameOf } from './row.ts'
import { gapsIn, suite } from './suite.ts'
import type { Target } from './target.ts'
import { openFreehold } from './targets/freehold.ts'

describe('the suite', () => {
  it('covers every requirement, and calls no two rows the same', () => {
    expect(gapsIn(suite)).toEqual([])
  })

  it('knows the rows that it expects another server to fail', () => {
    const names = new Set(suite.map(nameOf))

    expect([...knownCssFailures.keys()].filter((name) => !names.has(name))).toEqual([])
  })
})

describe.concurrent('our server', () => {
  const opened: { target?: Target } = {}
  beforeAll(async () => {
    opened.target = await openFreehold()
  })
  afterAll(() => opened.target?.close())

  for (const row of suite) it(nameOf(row), () => row.run(opened.target!))
})
