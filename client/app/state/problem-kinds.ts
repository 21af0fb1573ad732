// From an error of the SDK to the kind of sentence that explains it. Pure.
import { RequestError } from '../../sdk/request.ts'
import type { Words } from '../words/en.ts'

type Kind = Exclude<keyof Words['problems'], 'title' | 'said'>

const kinds = new Map<string, Kind>([
  ['credentials-required', 'signedOut'],
  ['invalid-token', 'signedOut'],
  ['not-your-resource', 'notYours'],
  ['not-enforced', 'notEnforced'],
  ['not-represented', 'notRepresented'],
  ['wrong-state', 'changed'],
])

const kindsByStatus = new Map<number, Kind>([
  [401, 'signedOut'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [409, 'changed'],
  [412, 'changed'],
  [413, 'tooLarge'],
  [429, 'busy'],
  [502, 'offline'],
  [503, 'busy'],
])

/** Which sentence of `words.problems` explains this error; 'other' for bugs. */
export function problemKind(error: unknown): Kind {
  if (error instanceof RequestError) {
    return kinds.get(error.type) ?? kindsByStatus.get(error.status) ?? 'other'
  }
  if (error instanceof Error && error.name === 'ReleaseProblem') return 'badFile'
  return error instanceof TypeError ? 'offline' : 'other'
}

/** The server's or importer's own words, when there are any worth showing. */
export function problemDetail(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof TypeError) return undefined
  return error.message || undefined
}
