// A mediator behind a real port, with everything around it faked: WebID documents, the clock, who
// is asking (header x-test-webid), and a pod provider that looks at leases as providers do.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect } from 'vitest'
import { anonymous } from '../../server/authentication/agent.ts'
import type { Authenticate } from '../../server/authentication/agent.ts'
import { nothingHere } from '../../server/http/express-problems.ts'
import { openMediator } from '../../server/mediator/mediator.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { writeAccessRequest } from '../../shapes/access-request.ts'
import type { AccessRequest } from '../../shapes/access-request.ts'
import { irisOf, parseTurtle, writeTurtle } from '../../shapes/graph.ts'
import { problemBase } from '../../vocab/generated/problems.ts'
import type { ProblemType } from '../../vocab/generated/problems.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { foaf } from '../../vocab/generated/foaf.ts'
import { interop } from '../../vocab/generated/interop.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { vcard } from '../../vocab/generated/vcard.ts'

export const alice = 'https://alice.example/profile/card#me'
export const bob = 'https://bob.example/profile/card#me'
export const compareCo = 'https://compare.example/#org'
export const otherCo = 'https://other.example/#org'
export const storage = 'https://pod.example/alice/'
export const january = `${storage}data/energy/raw/2026-01.ttl`
export const february = `${storage}data/energy/raw/2026-02.ttl`

const day = 86_400_000

/** How the provider of the pods behaves. */
export type Provider = 'enforces' | 'lets everybody in' | 'lets nobody in' | 'never forgets'

export async function startMediator(store: Store = openMemoryStore()) {
  const clock = { now: Date.parse('2026-02-02T08:00:00Z') }
  const documents = new Map<string, string>()
  const logged: string[] = []
  const note = (fields: object, message: string) =>
    void logged.push(`${message} ${JSON.stringify(fields)}`)
  const app = express().disable('x-powered-by').disable('etag')
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  const base = `${baseUrl}/.mediator/`

  const provider = fakeProvider()
  const mediator = openMediator({
    store,
    baseUrl,
    now: () => clock.now,
    random: () => randomBytes(32).toString('base64url'),
    authenticate,
    fetch: webOf(documents),
    agentFetch: async (agent) => async (input) =>
      provider.head(`${base}agents/${agent}#it`, new Request(input).url),
    issuer: `${baseUrl}/`,
    log: { info: note, warn: note, error: note },
  })
  app.use('/.mediator', mediator.router).use(nothingHere)
  documents.set(alice, profile(alice, 'Alice', `${base}#it`, storage))
  documents.set(bob, profile(bob, 'Bob', 'https://elsewhere.example/agent', undefined))
  documents.set(compareCo, profile(compareCo, 'CompareCo', undefined, undefined))

  return { base, clock, documents, logged, mediator, provider, store, as, call, later, close }

  /** Sends as an agent; a body that is no text is sent as JSON. */
  async function call(webId: string | undefined, method: string, path: string, init: Init = {}) {
    const { body, headers = {} } = init
    const isJson = body !== undefined && typeof body !== 'string'
    return fetch(new URL(path, base), {
      method,
      headers: {
        ...(webId === undefined ? {} : { 'x-test-webid': webId }),
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    })
  }

  /** What an agent does, each with the parsed answer of a call that succeeds. */
  function as(webId: string) {
    const json = async (method: string, path: string, body?: object) => {
      const response = await call(webId, method, path, body === undefined ? {} : { body })
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      return response.json()
    }
    return {
      get: (path: string) => json('GET', path),
      post: (path: string, body?: object) => json('POST', path, body),
      ask: async (request: AccessRequest = requestOf()) =>
        (await call(webId, 'POST', 'requests', turtle(request))).json(),
    }
  }

  function later(days: number) {
    clock.now += days * day
  }

  async function close() {
    await mediator.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await store.close()
  }
}

export type RunningMediator = Awaited<ReturnType<typeof startMediator>>

/** Alice grants what CompareCo asked for, and puts the leases into her access control. */
export async function granted(mediator: RunningMediator, resources = [january]) {
  const request = await mediator.as(compareCo).ask()
  const grant = await mediator.as(alice).post(`${request.id}/grant`, { resources })
  mediator.provider.addLeases(grant.leases)
  return grant
}

/** The same, proved and active. */
export async function active(mediator: RunningMediator, resources = [january]) {
  const grant = await granted(mediator, resources)
  return mediator.as(alice).post(`${grant.id}/activate`)
}

/** The problem document of a refusal, which has this status and type. */
export async function expectProblem(response: Response, status: number, type: ProblemType) {
  const problem = await response.json()
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect([response.status, problem.type]).toEqual([status, problemBase + type])
  return problem
}

interface Init {
  readonly body?: string | object
  readonly headers?: Record<string, string>
}

/** What CompareCo asks of Alice, unless told otherwise. */
export function requestOf(changes: Partial<AccessRequest> = {}): AccessRequest {
  return {
    id: 'https://compare.example/share/requests/42.ttl#request',
    person: alice,
    firm: compareCo,
    dataType: fh.EnergyConsumptionType,
    purpose: purposes[0]!.standard,
    term: 'P30D',
    resources: [],
    issued: new Date('2026-02-01T10:00:00Z'),
    message: 'To find you a cheaper tariff.',
    ...changes,
  }
}

/** A request as the body of a call. */
export function turtle(request: AccessRequest): Init {
  return {
    body: writeTurtle(writeAccessRequest(request)),
    headers: { 'content-type': 'text/turtle' },
  }
}

const authenticate: Authenticate = async ({ rawHeaders }) => {
  const at = rawHeaders.findIndex((each) => each.toLowerCase() === 'x-test-webid')
  return { ...anonymous, webId: at === -1 ? undefined : rawHeaders[at + 1] }
}

function webOf(documents: ReadonlyMap<string, string>): typeof globalThis.fetch {
  return async (input) => {
    const text = documents.get(input instanceof Request ? input.url : input.toString())
    if (text === undefined) throw new TypeError('fetch failed')
    return new Response(text, { headers: { 'content-type': 'text/turtle' } })
  }
}

function profile(
  webId: string,
  name: string,
  mediator: string | undefined,
  storage: string | undefined,
): string {
  return [
    `<${webId}> <${foaf.name}> "${name}" .`,
    ...(mediator ? [`<${webId}> <${interop.hasAuthorizationAgent}> <${mediator}> .`] : []),
    ...(storage ? [`<${webId}> <${pim.storage}> <${storage}> .`] : []),
  ].join('\n')
}

/** Pods elsewhere: for each resource the lease that its access control names. */
function fakeProvider() {
  const rules = new Map<string, string>()
  const remembered = new Set<string>()
  const provider = {
    behaves: 'enforces' as Provider,
    addLeases(leases: readonly { resource: string; lease: string }[]) {
      for (const { resource, lease } of leases) rules.set(resource, lease)
    },
    /** The status of a read by an agent. */
    async read(webId: string, resource: string): Promise<number> {
      if (provider.behaves === 'lets everybody in') return 200
      if (provider.behaves === 'lets nobody in') return 403
      const key = `${webId} ${resource}`
      if (remembered.has(key)) return 200
      const isListed = (await membersOf(rules.get(resource))).includes(webId)
      if (isListed && provider.behaves === 'never forgets') remembered.add(key)
      return isListed ? 200 : 403
    },
    async head(webId: string, resource: string): Promise<Response> {
      return new Response(null, { status: await provider.read(webId, resource) })
    },
  }
  return provider
}

async function membersOf(lease: string | undefined): Promise<string[]> {
  const response = lease === undefined ? undefined : await fetch(lease)
  if (!response?.ok) return []
  return irisOf(parseTurtle(await response.text(), lease!), lease!, vcard.hasMember)
}
