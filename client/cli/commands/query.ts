// freehold query: a firm asks one SPARQL query of everything that it was granted.
import { readFile } from 'node:fs/promises'
import type { QueryResult } from '../../sdk/query/engine.ts'
import { resultTable } from '../../sdk/query/results.ts'
import { choice, positional } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { CommandFailure } from '../failure.ts'
import { asCsv, queryAnswer, sourceLines } from '../query-answer.ts'
import type { Sources } from '../query-answer.ts'
import { signIn } from '../sign-in.ts'

export const query: Command = {
  name: 'query',
  positionals: 'FILE.rq',
  count: [1, 1],
  summary: 'Ask a SPARQL query of everything that you were granted',
  signedIn: true,
  options: {
    format: { type: 'string', value: 'FORMAT', help: 'table, json or csv (table)' },
  },
  run: ask,
}

async function ask(call: Call): Promise<void> {
  const format = choice(call, 'format', ['table', 'json', 'csv'], 'table')
  const sparql = await readQuery(positional(call, 0))
  const session = await signIn(call)
  // Loaded here because the query engine is large and no other command needs it.
  const { queryGranted } = await import('../../sdk/query/granted.ts')

  const { result, ...sources } = await queryGranted(session, sparql)

  const isForPeople = !call.output.json && format !== 'json'
  checkRead(call, sources)
  call.output.answer(queryAnswer(result, sources), inFormat(format, result, sources))
  if (isForPeople) call.output.note(`\n${sourceLines(sources)}`)
}

type Format = 'table' | 'json' | 'csv'

function inFormat(format: Format, result: QueryResult, sources: Sources): string {
  if (format === 'json') return JSON.stringify(queryAnswer(result, sources), null, 2)
  return format === 'csv' ? asCsv(result) : resultTable(result)
}

/** An answer over nothing at all would look like an answer. */
function checkRead({ output }: Call, read: Sources): void {
  const { sources } = read
  if (sources.some(({ outcome }) => outcome === 'read')) return
  if (!output.json) output.note(sourceLines(read))
  const detail =
    sources.length === 0
      ? "nobody has granted you anything yet: 'freehold request' asks"
      : 'every document that was granted is closed or cannot be reached'
  throw new CommandFailure('Nothing could be read', detail, { members: { sources } })
}

async function readQuery(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CommandFailure('The file cannot be read', reason, { cause })
  }
}
