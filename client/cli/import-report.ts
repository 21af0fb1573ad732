// What an import did, for people. Pure.
import type { ImportReport } from '../sdk/release/energy.ts'
import type { Gap, Rejection } from '../sdk/release/release.ts'
import { facts, printable } from './table.ts'

/** How many gaps and reasons are spelt out; the rest is counted. */
const most = 5

/** Counts, what was odd, and the documents that now hold the readings. */
export function importReport(report: ImportReport): string {
  const { duplicates, conflicts, missing, overlaps } = report
  const rejected = report.rejected.reduce((sum, { count }) => sum + count, 0)
  return [
    `${printable(report.fileName)}: ${count(report.kept, 'reading')} imported${labelled(report)}`,
    ...indented(
      facts([
        ['read', String(report.read)],
        ['duplicates (kept once)', some(duplicates)],
        ['given again with other values (last one kept)', some(conflicts)],
        ['missing intervals', some(missing)],
        ['overlapping', some(overlaps)],
        ['rejected', some(rejected)],
      ]),
    ),
    ...spelt(report.gaps, gap),
    ...spelt(report.rejected, rejection),
    ...report.notes.map((note) => `  ${printable(note)}`),
    ...report.documents.map(({ url, readings, outcome }) => `  ${outcome} ${url} (${readings})`),
  ].join('\n')
}

function labelled({ synthetic }: ImportReport): string {
  return synthetic ? ' (synthetic data)' : ''
}

function gap({ from, to, count: intervals }: Gap): string {
  return `  missing from ${from} to ${to} (${count(intervals, 'interval')})`
}

function rejection({ reason, line, count: readings }: Rejection): string {
  return `  rejected ${count(readings, 'reading')}, first on line ${line}: ${printable(reason)}`
}

function spelt<Thing>(things: readonly Thing[], words: (thing: Thing) => string): string[] {
  const rest = things.length - most
  return [...things.slice(0, most).map(words), ...(rest > 0 ? [`  … and ${rest} more`] : [])]
}

function some(number: number): string | undefined {
  return number === 0 ? undefined : String(number)
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`)
}
