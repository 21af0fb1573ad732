// A fetch for one granted resource: names the grant, follows no redirect, ends in time, reads no more
// than it should.
import type { Fetch } from '../request.ts'
import type { Outcome } from './source.ts'

export interface FetchLimits {
  /** For the whole of one document, its body included. */
  readonly timeoutMs: number
  readonly maxBytes: number
  /** Ends everything at once. */
  readonly signal: AbortSignal | undefined
}

/** A document was left out for a reason that we decided ourselves. */
export class SourceProblem extends Error {
  override readonly name = 'SourceProblem'
  readonly outcome: Outcome

  constructor(outcome: Outcome, message: string) {
    super(message)
    this.outcome = outcome
  }
}

/** Reads through this fetch are answered and logged as reads under `grant`. */
export function grantedFetch(fetch: Fetch, grant: string, limits: FetchLimits): Fetch {
  const { timeoutMs, maxBytes, signal } = limits
  return async (input, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('freehold-grant', grant)
    const late = AbortSignal.timeout(timeoutMs)
    const both = signal ? AbortSignal.any([signal, late]) : late
    const response = await fetch(input, { ...init, headers, redirect: 'manual', signal: both })
    if (isRedirect(response)) {
      await response.body?.cancel()
      throw new SourceProblem('invalid', 'It sends elsewhere, to an address that was not granted')
    }
    return limited(response, maxBytes)
  }
}

/** In a browser a redirect that was not followed is opaque: it has neither status nor location. */
function isRedirect({ status, type }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304)
}

function limited(response: Response, maxBytes: number): Response {
  if (!response.body) return response
  let left = maxBytes
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength
      if (left < 0) controller.error(tooLarge(maxBytes))
      else controller.enqueue(chunk)
    },
  })
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers })
}

function tooLarge(maxBytes: number): SourceProblem {
  return new SourceProblem('invalid', `It is larger than ${maxBytes} bytes`)
}
