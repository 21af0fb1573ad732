// The state of the app: plain readonly data that pages are drawn from.
import type { Route } from '../router.ts'
import type { Language, Words } from '../words/languages.ts'
import type {
  GrantSummary,
  ImportReport,
  LogEntry,
  Profile,
  RequestSummary,
  Session,
} from './api.ts'
import type { DataFolder } from './data-folders.ts'
import type { Contents } from './readings.ts'

/** Something fetched: on its way, here, or failed with the error that says why. */
export type Load<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly error: unknown }

export interface Account {
  readonly session: Session
  readonly profile: Profile
}

/** A sentence for the live region: something was done, or failed. */
export type Notice =
  | { readonly kind: 'done'; readonly say: (words: Words) => string }
  | { readonly kind: 'problem'; readonly error: unknown }

/** An action under way; `subject` is the id of the request or grant it is about. */
export interface Busy {
  readonly action: 'allow' | 'refuse' | 'stop' | 'connect' | 'sign-in'
  readonly subject: string
}

export interface Model {
  readonly language: Language
  readonly route: Route
  /** Ready with undefined: signed out. */
  readonly account: Load<Account | undefined>
  readonly requests: Load<readonly RequestSummary[]>
  readonly grants: Load<readonly GrantSummary[]>
  readonly log: Load<readonly LogEntry[]>
  readonly folders: Load<readonly DataFolder[]>
  /** The documents opened so far, by URL. */
  readonly readings: ReadonlyMap<string, Load<Contents>>
  readonly imported: { readonly name: string; readonly report: Load<ImportReport> } | undefined
  readonly busy: Busy | undefined
  readonly notice: Notice | undefined
}

export const loading = { state: 'loading' } as const

/** A model that knows nothing but its language and where the person is. */
export function emptyModel(language: Language, route: Route): Model {
  return {
    language,
    route,
    account: loading,
    requests: loading,
    grants: loading,
    log: loading,
    folders: loading,
    readings: new Map(),
    imported: undefined,
    busy: undefined,
    notice: undefined,
  }
}

/** The value that is here, or undefined. */
export function valueOf<T>(load: Load<T>): T | undefined {
  return load.state === 'ready' ? load.value : undefined
}
