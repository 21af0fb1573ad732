// What the processes of a server say to each other: the workers speak with the primary alone.
import type { Topic } from '../bus.ts'
import type { Config } from '../config.ts'

export type ToWorker =
  | { readonly kind: 'start'; readonly assignment: Assignment }
  | { readonly kind: 'stop' }
  | { readonly kind: 'told'; readonly topic: Topic; readonly name: string }
  | { readonly kind: 'measure'; readonly id: string }
  | { readonly kind: 'measurements'; readonly id: string; readonly all: readonly unknown[] }

export type ToPrimary =
  /** From now on it hears. */
  | { readonly kind: 'here' }
  | { readonly kind: 'ready'; readonly baseUrl: string }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'tell'; readonly topic: Topic; readonly name: string }
  | { readonly kind: 'measure-all'; readonly id: string }
  | { readonly kind: 'measured'; readonly id: string; readonly values: unknown }

/** What a worker needs to begin. */
export interface Assignment {
  readonly config: Config
  /** From 1 on; whoever replaces a worker gets its number. */
  readonly number: number
  readonly operatorToken: string
  readonly proofsSince: number
}

/** An error on its way to another process. */
export interface Failure {
  readonly name: string
  readonly message: string
  readonly code: string | undefined
}

/** One end of a way between two processes. Nobody hears what is said to a process that has ended. */
export interface Line<Said, Heard> {
  /** Never waits, never throws. */
  send(message: Said): void
  /** Returns what ends it. */
  listen(hear: (message: Heard) => void): () => void
}

export type LineToPrimary = Line<ToPrimary, ToWorker>
export type LineToWorker = Line<ToWorker, ToPrimary>
