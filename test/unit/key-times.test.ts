// When keys are published, when they sign, and when they go.
import { describe, expect, it } from 'vitest'
import {
  changesAt,
  isDue,
  keysAt,
  rotated,
  withoutOld,
} from '../../server/pod/identity/keys/key-times.ts'
import type { KeptKey, KeyRecord } from '../../server/pod/identity/keys/key-times.ts'

const day = 86_400_000
const pair = (name: string, times: Partial<KeptKey> = {}): KeptKey[] => [
  { kty: 'EC', kid: `${name}-es`, alg: 'ES256', ...times },
  { kty: 'RSA', kid: `${name}-rs`, alg: 'RS256', ...times },
]
const first: KeyRecord = { signing: pair('a', { from: 0 }), cookies: ['a'], services: 's' }
const second = rotated(first, { signing: pair('b'), cookies: ['b'] }, 10 * day)
const idsAt = (record: KeyRecord, now: number) =>
  keysAt(record, 1, now).signing.map(({ kid }) => kid)

describe('keys over time', () => {
  it.each([
    ['before the change', 9 * day, ['a-es', 'a-rs']],
    ['when new ones are only published', 10 * day, ['a-es', 'a-rs', 'b-es', 'b-rs']],
    ['to the last moment before they sign', 11 * day - 1, ['a-es', 'a-rs', 'b-es', 'b-rs']],
    ['when they sign', 11 * day, ['b-es', 'b-rs', 'a-es', 'a-rs']],
    ['to the last moment of the old ones', 26 * day - 1, ['b-es', 'b-rs', 'a-es', 'a-rs']],
    ['when the old ones are gone', 26 * day, ['b-es', 'b-rs']],
  ])('sign in this order %s', (_when, now, ids) => {
    expect(idsAt(now < 10 * day ? first : second, now)).toEqual(ids)
  })

  it('are due a day before the ninety days of the newest are over', () => {
    expect(isDue(first, 89 * day - 1)).toBe(false)
    expect(isDue(first, 89 * day)).toBe(true)
    expect(isDue(second, 99 * day)).toBe(false)
    expect(isDue(second, 100 * day)).toBe(true)
  })

  it('that were kept without times count as the oldest', () => {
    const plain: KeyRecord = { ...first, signing: pair('a') }

    expect(isDue(plain, 100 * day)).toBe(true)
    expect(idsAt(plain, 0)).toEqual(['a-es', 'a-rs'])
  })

  it('change at their times, and not otherwise', () => {
    expect(changesAt(first, 5 * day)).toBe(Infinity)
    expect(changesAt(second, 10 * day)).toBe(11 * day)
    expect(changesAt(second, 11 * day)).toBe(26 * day)
  })

  it('are forgotten when nothing can be signed by them any more', () => {
    expect(withoutOld(second, 26 * day - 1)).toBe(second)
    expect(withoutOld(second, 26 * day).signing.map(({ kid }) => kid)).toEqual(['b-es', 'b-rs'])
  })

  it('of cookies are three at most, the newest first', () => {
    const cookies = ['d', 'c', 'b']
      .toReversed()
      .reduce((record, name) => rotated(record, { signing: [], cookies: [name] }, 0), first).cookies

    expect(cookies).toEqual(['d', 'c', 'b'])
  })

  it('never hand on their times with what signs', () => {
    expect(keysAt(second, 1, 11 * day).signing.flatMap(Object.keys)).not.toContain('from')
  })
})
