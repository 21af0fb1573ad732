// A firm with grants: its own pod and a mediator on one simulated server. Pods are for the test to open.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { GrantSummary } from '../../client/sdk/mediator.ts'
import type { GrantedResult } from '../../client/sdk/query/granted.ts'
import { resultTable } from '../../client/sdk/query/results.ts'
import type { Session } from '../../client/sdk/session.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { odrl } from '../../vocab/generated/odrl.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { openSimulatedServer } from './simulated-server.ts'
import type { SimulatedServer } from './simulated-server.ts'

export interface GrantedWorld {
  readonly session: Session
  /** 'http://localhost:40123' */
  readonly url: string
  /** Adds a grant; active, and by Alice, unless told otherwise. Its id comes out. */
  grant(resources: readonly string[], other?: Partial<GrantSummary>): string
  /** Another provider, that answers as told. */
  openPod(answer: RequestListener): Promise<SimulatedServer>
  /** A provider that has these documents, by path, and refuses everything else. */
  openDocuments(documents: Readonly<Record<string, string>>): Promise<SimulatedServer>
  /** From now on the mediator answers with this status. */
  breakMediator(status: number): void
  close(): Promise<void>
}

export const alice = 'https://alice.example/card#me'

export async function openGrantedWorld(): Promise<GrantedWorld> {
  const grants: GrantSummary[] = []
  const mediator = { status: 200 }
  const server: SimulatedServer = await openSimulatedServer((req, res) => {
    const path = req.url ?? ''
    if (path === '/grants') return sendJson(res, mediator.status, grants)
    const text = documentAt(path, server.url, grants)
    return text === undefined ? sendStatus(res, 404) : sendTurtle(res, text)
  })
  const webId = `${server.url}/card#it`
  const session: Session = { webId, issuer: `${server.url}/`, fetch: (...args) => fetch(...args) }
  const servers = [server]
  return { session, url: server.url, grant, openPod, openDocuments, breakMediator, close }

  function grant(resources: readonly string[], other: Partial<GrantSummary> = {}): string {
    const id = `${server.url}/grants/${grants.length}`
    const request = `${server.url}/requests/${grants.length}`
    grants.push({ ...usualGrant, id, request, firm: webId, resources, ...other })
    return id
  }

  async function openPod(answer: RequestListener) {
    const pod = await openSimulatedServer(answer)
    servers.push(pod)
    return pod
  }

  function openDocuments(documents: Readonly<Record<string, string>>) {
    return openPod((req, res) => {
      const text = documents[req.url ?? '']
      return text === undefined ? sendStatus(res, 403) : sendTurtle(res, text)
    })
  }

  function breakMediator(status: number) {
    mediator.status = status
  }

  async function close() {
    await Promise.all(servers.map((each) => each.close()))
  }
}

const usualGrant = {
  person: alice,
  dataType: fh.EnergyConsumptionType,
  purpose: 'https://w3id.org/dpv#OptimisationForConsumer',
  from: '2026-01-01T00:00:00Z',
  until: '2099-01-01T00:00:00Z',
  state: 'active',
  leases: [],
} as const

function documentAt(
  path: string,
  origin: string,
  grants: readonly GrantSummary[],
): string | undefined {
  if (path === '/card') return `<#it> <${pim.storage}> <${origin}/> .`
  if (path === '/share/requests/') return listing(grants.map((_, index) => `${index}.ttl`))
  const number = /^\/share\/requests\/(\d+)\.ttl$/.exec(path)?.[1]
  const grant = grants[Number(number)]
  if (grant === undefined) return undefined
  return `<#request> a <${fh.AccessRequest}> ; <${fh.sentTo}> <${origin}/requests/${number}> .
    <#permission> <${odrl.assigner}> <${grant.person}> .`
}

/** The Turtle of a container. */
export function listing(members: readonly string[]): string {
  return (
    members.map((each) => `<> <${ldp.contains}> <${each}> .`).join('\n') || '<> a <urn:empty> .'
  )
}

export function sendTurtle(res: ServerResponse, text: string): void {
  res.setHeader('Content-Type', 'text/turtle')
  res.end(text)
}

export function sendStatus(
  res: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
) {
  res.writeHead(status, headers).end()
}

function sendJson(res: ServerResponse, status: number, value: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

/** How many subjects have a value of <urn:p>, counted by a query. */
export const count = 'SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }'

/** The last cell of a table: the answer to `count`. */
export function lastCell({ result }: GrantedResult): string | undefined {
  return resultTable(result).trim().split('\n').at(-1)
}

/** 'GET /data/1.ttl' of every request that a server got. */
export function requestLines(requests: readonly IncomingMessage[]): string[] {
  return requests.map(({ method, url }) => `${method} ${url}`)
}
