// `npm run conformance [-- --target css] [--only H,U3]`: exit code 0 only if every row went as expected.
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { knownCssFailures } from './known-css-failures.ts'
import { reportOf, summaryOf } from './report.ts'
import { nameOf } from './row.ts'
import type { Row } from './row.ts'
import { runRows } from './run.ts'
import type { Outcome } from './run.ts'
import { gapsIn, suite } from './suite.ts'
import { openCommunityServer } from './targets/community-server.ts'
import { openFreehold } from './targets/freehold.ts'

const here = new URL('./', import.meta.url)
const { values } = parseArgs({
  options: { target: { type: 'string', default: 'freehold' }, only: { type: 'string' } },
})

// An interrupted run ends its servers too: they are stopped when this process exits.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

const gaps = gapsIn(suite)
for (const gap of gaps) console.log(gap)
const rows = suite.filter((row) => isChosen(row, values.only))
const outcomes = await play(values.target, rows)
printFailures(outcomes)
if (values.target === 'css') compare(outcomes)
else await conclude(outcomes)
process.exit(process.exitCode ?? 0)

/** Slow servers get more time, so that a busy machine does not decide what they can do. */
function paces() {
  return new Map([
    ['freehold', { open: openFreehold, pace: { atOnce: 6, patienceSeconds: 20 } }],
    ['css', { open: openCommunityServer, pace: { atOnce: 4, patienceSeconds: 60 } }],
  ])
}

async function play(name: string, rows: readonly Row[]): Promise<Outcome[]> {
  const known = paces().get(name)
  if (!known) throw new Error(`There is no target "${name}"; there are freehold and css`)
  const target = await known.open()
  try {
    return await runRows(rows, target, known.pace)
  } finally {
    await target.close()
  }
}

/** 'H,U3' chooses all rows whose id is U3 or begins with H; undefined chooses all. */
function isChosen({ id }: Row, only: string | undefined): boolean {
  if (only === undefined) return true
  return only.split(',').some((each) => each === id || each === id.replace(/\d+$/, ''))
}

function printFailures(outcomes: readonly Outcome[]): void {
  for (const { row, failure } of outcomes) {
    if (failure !== undefined) console.log(`${nameOf(row)}\n    ${failure}`)
  }
}

async function conclude(outcomes: readonly Outcome[]): Promise<void> {
  if (values.only === undefined) await writeReport(outcomes)
  const failed = outcomes.some(({ failure }) => failure !== undefined)
  if (failed || gaps.length > 0) process.exitCode = 1
  console.log(summaryOf(outcomes))
}

async function writeReport(outcomes: readonly Outcome[]): Promise<void> {
  const own = await readJson('../../package.json')
  const other = await readJson('../providers/community-server/package.json')
  const versions = {
    freehold: own.version,
    communityServer: other.dependencies['@solid/community-server'] ?? 'of unknown version',
  }
  const path = new URL('README.md', here)
  const options = { ...(await resolveConfig(path)), parser: 'markdown' }
  await writeFile(path, await format(reportOf(outcomes, versions), options))
}

async function readJson(path: string) {
  const text = await readFile(new URL(path, here), 'utf8')
  return JSON.parse(text) as { version: string; dependencies: Record<string, string> }
}

function compare(outcomes: readonly Outcome[]): void {
  const surprising = outcomes.filter(
    ({ row, failure }) => knownCssFailures.has(nameOf(row)) !== (failure !== undefined),
  )
  for (const { row, failure } of surprising) {
    console.log(`Not as known: ${nameOf(row)} ${failure === undefined ? 'passed' : 'failed'}`)
  }
  if (surprising.length > 0) process.exitCode = 1
  const verdict =
    surprising.length === 0
      ? 'The failures are exactly those known of this server, listed in known-css-failures.ts.'
      : 'The failures are not those known of this server.'
  console.log(verdict)
  console.log(summaryOf(outcomes))
}
