// The report of a run as Markdown, and its last line. Pure.
import { notApplicable } from './not-applicable.ts'
import { knownCssFailures } from './known-css-failures.ts'
import { requirements } from './requirements.ts'
import type { Outcome } from './run.ts'

export interface Versions {
  readonly freehold: string
  readonly communityServer: string
}

/** '312 passed, 0 failed' */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length
  return `${outcomes.length - failed} passed, ${failed} failed`
}

/** The page that is kept beside the suite; the same text for the same outcomes. */
export function reportOf(outcomes: readonly Outcome[], versions: Versions): string {
  return [
    '# Conformance',
    '',
    prefaceOf(versions),
    '',
    `${summaryOf(outcomes)}. Levels: M must, S should, O may, G decided here.`,
    '',
    table(['id', 'level', 'test', 'result'], outcomes.map(cellsOf)),
    '',
    '## Not applicable',
    '',
    table(
      ['id', 'what', 'why'],
      notApplicable.map(({ id, part, why }) => [id, part ?? requirements.get(id)!.about, why]),
    ),
    '',
    '## Rows that a stock Community Solid Server fails',
    '',
    'They show that the rows can fail: `npm run conformance -- --target css` ends well only if exactly these fail.',
    '',
    table(['test', 'what it does instead'], [...knownCssFailures]),
    '',
  ].join('\n')
}

function prefaceOf({ freehold, communityServer }: Versions): string {
  return [
    'What a Solid server owes its clients, requirement by requirement, asked over HTTP. Written by',
    '`npm run conformance`, which starts a server, makes two accounts and runs every row; `npm test`',
    'runs the same rows. `--only H,U3` runs some. A row is one entry in `sections/`: add one there.',
    `Freehold ${freehold}, Solid Protocol 0.11 and Web Access Control 1.0 with the drafts of 0.12 and 1.1;`,
    `compared with Community Solid Server ${communityServer}.`,
  ].join('\n')
}

function cellsOf({ row, failure }: Outcome): string[] {
  return [row.id, row.level, row.title, failure === undefined ? 'passed' : '**failed**']
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const rows = [head, head.map(() => '---'), ...lines.map((line) => line.map(escaped))]
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function escaped(text: string): string {
  return text.replaceAll(/[|<>*_\\]/g, String.raw`\$&`)
}
