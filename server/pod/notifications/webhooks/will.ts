// Proof of will: a receiver says itself that it wants our messages, before it is sent any.
// Source: CloudEvents, HTTP 1.1 Web Hooks for Event Delivery, Abuse Protection.
import { Problem } from '../../../http/problem.ts'

export interface WillWorld {
  readonly baseUrl: string
  /** Reaches public addresses only, within limits. */
  readonly fetch: typeof globalThis.fetch
}

/** What a receiver allows. */
export interface Will {
  /** The shortest time between two messages, in milliseconds. */
  readonly paceMs: number
}

const slowestPaceMs = 3_600_000

/** The name under which this server asks, and that each of its messages carries as Origin. */
export function senderOrigin(baseUrl: string): string {
  return new URL(baseUrl).host
}

/**
 * Asks a receiver, once and without following redirects, whether it wants messages of this server.
 * @throws Problem unprocessable, the same for hosts that refuse, do not answer, or may not be asked
 */
export async function askReceiver({ baseUrl, fetch }: WillWorld, sendTo: string): Promise<Will> {
  const origin = senderOrigin(baseUrl)
  const response = await fetch(sendTo, {
    method: 'OPTIONS',
    redirect: 'error',
    headers: { 'WebHook-Request-Origin': origin },
  }).catch((cause: unknown) => {
    throw unwilling(origin, cause)
  })
  if (!response.ok || !isAllowed(response.headers, origin)) throw unwilling(origin)
  return { paceMs: paceOf(response.headers) }
}

function isAllowed(headers: Headers, origin: string): boolean {
  const allowed = headers.get('webhook-allowed-origin')?.trim().toLowerCase()
  return allowed === '*' || allowed === origin.toLowerCase()
}

/** A rate is a number of messages a minute; '*', none and nonsense set no limit of their own. */
function paceOf(headers: Headers): number {
  const rate = Number(headers.get('webhook-allowed-rate') ?? '*')
  return rate > 0 ? Math.min(60_000 / rate, slowestPaceMs) : 0
}

function unwilling(origin: string, cause?: unknown): Problem {
  const detail =
    'sendTo must be a public address that agrees to be sent messages: it must answer OPTIONS within ' +
    `5 seconds, without a redirect, and with the header WebHook-Allowed-Origin: ${origin}`
  return new Problem('unprocessable', detail, { cause })
}
