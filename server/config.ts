// What a server can be told, checked once.
import { usualLimits } from './http/limits.ts'
import type { Limits } from './http/limits.ts'
import type { LogLevel } from './log.ts'

/** Settings that do not fit together, or not with what is there; the message says what would help. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

export interface Config {
  /** Port to listen on; 0 takes a free one. */
  readonly port: number
  /** Address to bind; loopback unless told otherwise. */
  readonly host: string
  /** Origin under which the world reaches this server; `http://localhost:PORT` when undefined. */
  readonly baseUrl: string | undefined
  /** How many reverse proxies requests pass through; what they say of the client is believed. */
  readonly proxies: number
  readonly dataFolder: string
  readonly store: 'lmdb' | 'memory'
  /** How many processes answer, on one port and one data folder. */
  readonly workers: number
  /** Whether demo accounts, whose passwords everybody knows, may exist. */
  readonly demo: boolean
  /** Who may make accounts without the operator: nobody, whoever she gives a link, or everybody. */
  readonly signUp: 'closed' | 'invite' | 'open'
  /** How many bytes each pod may hold. */
  readonly quotaBytes: number
  /** How patient the server is with clients. */
  readonly limits: Limits
  /** How long open answers may take after a stop before their connections are cut. */
  readonly graceMs: number
  readonly logLevel: LogLevel
}

export const defaults: Config = {
  port: 3000,
  host: '127.0.0.1',
  baseUrl: undefined,
  proxies: 0,
  dataFolder: './data',
  store: 'lmdb',
  workers: 1,
  demo: false,
  signUp: 'invite',
  quotaBytes: 10 * 1024 ** 3,
  limits: usualLimits,
  graceMs: 5_000,
  logLevel: 'warn',
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/**
 * The origin to serve under, for the port that was taken: 'https://pods.example'.
 * @throws CannotStart when the base URL is no origin, or is neither https nor on localhost
 */
export function baseUrlOf(config: Config, port: number): string {
  if (config.baseUrl === undefined) return `http://localhost:${port}`
  const url = URL.parse(config.baseUrl)
  if (!url || url.origin === 'null' || url.pathname !== '/' || url.search || url.hash) {
    throw new CannotStart('The base URL must be an origin such as https://pods.example')
  }
  if (url.protocol !== 'https:' && !isLocal(url.origin)) {
    throw new CannotStart('The base URL must begin with https:// unless it is localhost')
  }
  return url.origin
}

/** Whether an origin is this machine, so that http and loopback addresses are in order. */
export function isLocal(origin: string): boolean {
  const { hostname } = new URL(origin)
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

/** @throws CannotStart when demo accounts would be reachable from other machines */
export function checkDemo(config: Config, baseUrl: string): void {
  if (config.demo && !(loopback.has(config.host) && isLocal(baseUrl))) {
    throw new CannotStart('Demo accounts are served on this machine only (localhost)')
  }
}
