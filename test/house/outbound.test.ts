// The one way out: the linter refuses every other in the server. Tried with the linter itself.
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isWithin, sourceFiles, textOf } from './sources.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const linter = join(root, 'node_modules/oxlint/bin/oxlint')

const waysOut = [
  "export const answer = fetch('https://pods.example/')",
  'export const out = globalThis.fetch',
  "export const out = globalThis['fetch']",
  'export const { fetch: out } = globalThis',
  'export const out = global.fetch',
  'export const world = { fetch }',
  'export const out = (send = fetch) => send',
  'export const socket = new WebSocket("wss://pods.example/")',
  'export const socket = new globalThis.WebSocket("wss://pods.example/")',
  'export const source = new EventSource("https://pods.example/")',
  'export const request = new XMLHttpRequest()',
  "export { request } from 'node:http'",
  "export { get } from 'http'",
  "import * as http from 'node:http'\nexport const out = http",
  "import http from 'node:http'\nexport const out = http",
  "import { Agent } from 'node:http'\nexport const out = Agent",
  "export { request } from 'node:https'",
  "export * from 'node:http2'",
  "export { connect } from 'node:net'",
  "export { Socket } from 'net'",
  "export { connect } from 'node:tls'",
  "export { createSocket } from 'node:dgram'",
  "export { lookup } from 'node:dns'",
  "export { resolve } from 'node:dns/promises'",
  "export { exec } from 'node:child_process'",
  "export { fetch } from 'undici'",
  "export const out = await import('node:https')",
  "export { createRemoteJWKSet } from 'jose'",
  "export { MetadataService } from '@simplewebauthn/server'",
  "import WebSocket from 'ws'\nexport const out = WebSocket",
]

const fine = [
  'export type Out = typeof globalThis.fetch',
  'export const out = (fetch: typeof globalThis.fetch) => fetch("https://pods.example/")',
  'export const out = (world: { fetch: () => void }) => world.fetch()',
  "export type { IncomingMessage } from 'node:http'",
  "export { createServer } from 'node:http'",
  "export { createServer } from 'node:net'",
  "export type { AddressInfo } from 'node:net'",
  "export { WebSocketServer } from 'ws'",
]

/** The files, by path, that the rules of the project find fault with, and the rules. */
interface Finding {
  readonly filename: string
  readonly code: string
}

const files = [
  ...waysOut.map((text, index) => [`server/pod/out-${index}.ts`, text] as const),
  ...fine.map((text, index) => [`server/pod/fine-${index}.ts`, text] as const),
  ['client/sdk/out.ts', waysOut[0]!] as const,
  ['server/http/safe-fetch.ts', "export { request } from 'undici'"] as const,
  ['server/http/other.ts', "export { request } from 'undici'"] as const,
]

let folder: string
let found: readonly Finding[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'freehold-lint-'))
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  for (const [file, text] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), `${text}\n`)
  }
  const run = promisify(execFile)(process.execPath, [linter, '--format', 'json'], { cwd: folder })
  // It ends with 1 when it finds something, as it must here.
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  found = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics
})
afterAll(() => rm(folder, { recursive: true }))

const isRefused = (file: string) =>
  found.some(({ filename, code }) => filename === file && code.includes('no-restricted'))

describe('the way out of the server', () => {
  it.each(waysOut.map((text, index) => [text, index] as const))('is not: %s', (_text, index) => {
    expect(isRefused(`server/pod/out-${index}.ts`)).toBe(true)
  })

  it.each(fine.map((text, index) => [text, index] as const))('does not lie in: %s', (_, index) => {
    expect(found.filter(({ filename }) => filename === `server/pod/fine-${index}.ts`)).toEqual([])
  })

  it('is the safe client alone, for no other file beside it', () => {
    expect(isRefused('server/http/safe-fetch.ts')).toBe(false)
    expect(isRefused('server/http/other.ts')).toBe(true)
  })

  it('is a rule of the server: programs of people reach what they like', () => {
    expect(isRefused('client/sdk/out.ts')).toBe(false)
  })

  it('is not found behind the back of the linter either', () => {
    const server = sourceFiles().filter((file) => isWithin(file, 'server'))
    const hidden = /getBuiltinModule|createRequire|\brequire\(|\bnew WebSocket\(|process\.binding/

    expect(server.filter((file) => hidden.test(textOf(file)))).toEqual([])
  })
})
