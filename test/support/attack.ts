// A server under attack: whole, with two people in it, and requests as nasty as they are written.
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { expect } from 'vitest'
import type { Config } from '../../server/config.ts'
import { problemBase } from '../../vocab/generated/problems.ts'
import { openSigner } from '../conformance/signer.ts'
import { startTestServer } from './server.ts'
import type { TestServer } from './server.ts'

export interface Outcome {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Sent {
  readonly type?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
}

/** Sends a request with this very path: '/alice/a/../b'. */
export type Attacker = (method: string, path: string, sent?: Sent) => Promise<Outcome>

export interface Target {
  readonly baseUrl: string
  readonly server: TestServer
  /** The owner of /alice/. */
  readonly alice: Attacker
  /** Somebody else with a pod of his own here. */
  readonly bob: Attacker
  readonly stranger: Attacker
  readonly webIds: { readonly alice: string; readonly bob: string }
  /** Bytes as they are; the answers as they come, until the connection is closed. */
  raw(bytes: string): Promise<string>
  close(): Promise<void>
}

/** Whoever has no answer by then has been hung up on. */
const patienceMs = 15_000

export async function openTarget(settings: Partial<Config> = {}): Promise<Target> {
  const server = await startTestServer(settings)
  const { baseUrl } = server
  const [alice, bob] = [await server.account('alice'), await server.account('bob')]
  return {
    baseUrl,
    server,
    alice: signedAttacker(baseUrl, await openSigner(alice)),
    bob: signedAttacker(baseUrl, await openSigner(bob)),
    stranger: (method, path, sent) => send(baseUrl, method, path, sent),
    webIds: { alice: alice.webId, bob: bob.webId },
    raw: (bytes) => sendBytes(baseUrl, bytes),
    close: server.close,
  }
}

/**
 * What every refusal has in common: one of these statuses, a problem document with words that help,
 * and nothing of what is inside.
 */
export function expectRefused({ status, headers, body }: Outcome, ...allowed: number[]): void {
  expect(allowed).toContain(status)
  expect(headers['content-type']).toBe('application/problem+json')
  const { type, title, status: told, detail } = JSON.parse(body) as Record<string, unknown>
  expect(type).toMatch(new RegExp(`^${problemBase}[a-z-]+$`))
  expect(title).toMatch(/\w/)
  expect(told).toBe(status)
  expect(detail).toMatch(/\w{2,}.* \w/)
  expect(body).not.toMatch(/\bat .*:\d+:\d+|node_modules|node:internal|\.[tj]s\b|ENOENT|ENAMETOO/)
}

/** The answer without what differs between any two: date, request id, and the name asked for. */
export function withoutNames({ status, headers, body }: Outcome, name: string): string {
  const { date: _, 'x-request-id': __, ...rest } = headers
  return JSON.stringify([status, rest, body]).replaceAll(name, '…')
}

/** The status of an answer that came as bytes. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1])
}

function signedAttacker(
  baseUrl: string,
  sign: (method: string, url: string) => Promise<OutgoingHttpHeaders>,
): Attacker {
  return async (method, path, sent = {}) => {
    const signed = await sign(method, new URL(path, baseUrl).href)
    return send(baseUrl, method, path, { ...sent, headers: { ...signed, ...sent.headers } })
  }
}

async function send(
  baseUrl: string,
  method: string,
  path: string,
  { type, headers = {}, body }: Sent = {},
): Promise<Outcome> {
  const { hostname, port } = new URL(baseUrl)
  const about = {
    ...(type && { 'content-type': type }),
    ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
  }
  const sent = request({
    hostname,
    port,
    method,
    path,
    agent: false,
    signal: AbortSignal.timeout(patienceMs),
    headers: { ...about, ...headers },
  })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const text = Buffer.concat((await response.toArray()) as Buffer[]).toString()
  return { status: response.statusCode ?? 0, headers: response.headers, body: text }
}

async function sendBytes(baseUrl: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1')
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('The server keeps us waiting')))
  socket.write(Buffer.from(bytes, 'latin1'))
  return Buffer.concat((await socket.toArray()) as Buffer[]).toString()
}
