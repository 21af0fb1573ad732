// How long and how much a client may take to send a request.

export interface Limits {
  /** Until the headers are there, from the first byte or from the opening of the connection. */
  readonly headersMs: number
  /** How long a body may pause, and how much later than at the least rate it may be there. */
  readonly bodyMs: number
  /** The least rate of a body. */
  readonly bytesPerSecond: number
  /** How long a connection may be idle between two requests. */
  readonly idleMs: number
  /** What a client still sends after its answer is read and thrown away for this long. */
  readonly lingerMs: number
  /** How many connections may be open. */
  readonly connections: number
}

export const usualLimits: Limits = {
  headersMs: 10_000,
  bodyMs: 20_000,
  bytesPerSecond: 4096,
  idleMs: 30_000,
  lingerMs: 2_000,
  connections: 20_000,
}

/** In bytes, request line included. */
export const mostHeaderBytes = 16_384
export const mostHeaders = 100
