// Files that cannot be used, and what they are told.
import { describe, expect, it } from 'vitest'
import { readGreenButton } from '../../client/sdk/release/green-button.ts'
import { ReleaseProblem } from '../../client/sdk/release/release-problem.ts'
import { greenButton } from '../support/green-button.ts'

const start = 1330578000

function problemOf(xml: string): ReleaseProblem {
  try {
    readGreenButton(xml)
  } catch (error) {
    if (error instanceof ReleaseProblem) return error
    throw error
  }
  throw new Error('The file was taken')
}

describe('a file that cannot be used', () => {
  const whole = greenButton()

  it.each<[string, string, RegExp]>([
    ['is empty', '', /empty/],
    ['is blank', ' \n ', /empty/],
    ['is CSV', 'Horodate;Valeur\n2020;1', /not XML/],
    ['is HTML', '<html><body><p>Sign in</p></body></html>', /not Green Button.*<html>/],
    ['is another feed', '<feed xmlns="http://www.w3.org/2005/Atom"/>', /no Green Button data/],
    ['has the right names in no namespace', whole.replaceAll(/ xmlns="[^"]*"/g, ''), /Atom <feed>/],
    ['uses a prefix without declaring it', whole.replace('<title>', '<x:title/><title>'), /prefix/],
    [
      'has bills only',
      whole
        .replaceAll('IntervalBlock ', 'UsageSummary ')
        .replaceAll('</IntervalBlock>', '</UsageSummary>'),
      /no interval blocks/,
    ],
    ['has no readings', greenButton({ intervals: [] }), /no reading that can be used.*empty/],
    ['is of water', greenButton({ service: 2 }), /not of electricity or gas/],
    ['is a net flow', greenButton({ type: { flowDirection: 4 } }), /flow direction/],
    ['has running totals', greenButton({ type: { accumulationBehaviour: 3 } }), /running totals/],
    ['has maximums', greenButton({ type: { dataQualifier: 8 } }), /maximums/],
    [
      'is in an unknown unit',
      greenButton({ type: { uom: 38 } }),
      /unknown unit 38.*Ask the supplier/,
    ],
    ['names no unit', greenButton({ type: { uom: undefined } }), /unknown unit \(none named\)/],
    ['has electricity in cubic metres', greenButton({ type: { uom: 42 } }), /unknown unit 42/],
    [
      'has a fraction as multiplier',
      greenButton({ type: { powerOfTenMultiplier: '0.5' } }),
      /multiplier/,
    ],
    ['has a negative amount', greenButton({ intervals: [{ start, value: -1 }] }), /"-1"/],
    [
      'has an amount that is no number',
      greenButton({ intervals: [{ start, value: 'NaN' }] }),
      /"NaN"/,
    ],
    ['has a fraction as amount', greenButton({ intervals: [{ start, value: '1.5' }] }), /"1.5"/],
    [
      'has an endless amount',
      greenButton({ intervals: [{ start, value: '9'.repeat(60) }] }),
      /whole numbers/,
    ],
    [
      'has a reading without amount',
      greenButton({ intervals: [{ start, value: '' }] }),
      /has no value/,
    ],
    [
      'has a senseless clock change',
      greenButton({ time: { tzOffset: 0, dstStartRule: '00000000', dstEndRule: 'B40E2000' } }),
      /daylight saving rule/,
    ],
    ['has a senseless time zone', greenButton({ time: { tzOffset: 1e9 } }), /time zone/],
    ['has no starts', greenButton().replaceAll(/<start>\d+<\/start>/g, ''), /no start/],
  ])('because it %s is refused with words that help', (_what, xml, message) => {
    expect(problemOf(xml).message).toMatch(message)
  })

  it('because it is cut off anywhere is refused', () => {
    for (let length = 1; length < whole.length; length += 97) {
      expect(problemOf(whole.slice(0, length)).message).toMatch(/^[A-Z].{15,}/)
    }
    expect(problemOf(whole.slice(0, -20)).message).toMatch(/line \d+.*cut off: download it again/)
  })

  it('because it declares entities is refused before any of them grows', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>`
    const stolen = `<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY f SYSTEM "file:///etc/passwd">]>`
    const body = whole.replace(/^<\?xml[^>]*>/, '')

    expect(problemOf(bomb + body).message).toMatch(/document type/)
    expect(problemOf(stolen + body).message).toMatch(/document type/)
    expect(problemOf(bomb + body.replace('Test file', '&b;')).message).toMatch(/line|document type/)
  })

  it('because it is nested without end is refused', () => {
    expect(problemOf('<a>'.repeat(100) + '</a>'.repeat(100)).message).toMatch(/nested too deeply/)
    expect(problemOf('<a>'.repeat(200_000)).message).toMatch(/nested too deeply/)
  })

  it('points to the line of the bad reading', () => {
    const xml = greenButton({ intervals: [{ start }, { start: start + 900, value: -7 }] })

    const problem = problemOf(xml)

    expect(xml.split('\n')[problem.line! - 1]).toContain('-7')
  })
})
