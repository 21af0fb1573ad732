// What the parts of a watch share.
import type { Fetch } from '../request.ts'
import type { ResourceChange } from './change.ts'
import type { Known } from './look.ts'
import type { OpenSocket } from './socket.ts'
import type { Wait } from './wait.ts'

export interface Watching {
  readonly fetch: Fetch
  readonly topic: string
  readonly signal: AbortSignal
  readonly tell: (change: ResourceChange) => void
  readonly known: Known
  readonly openSocket: OpenSocket | undefined
  readonly pollSeconds: number | false
  readonly now: () => number
  readonly random: () => number
  readonly wait: Wait
}
