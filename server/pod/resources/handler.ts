// The door of the pods on node:http: every request to a resource comes in here.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authenticate } from '../../authentication/agent.ts'
import type { Bus } from '../../bus.ts'
import { allowOrigin, isPreflight, sendPreflight } from '../../http/cors.ts'
import { Problem, problemOf, sendProblem } from '../../http/problem.ts'
import type { Lead } from '../../leader.ts'
import type { Log } from '../../log.ts'
import type { Blobs } from '../../store/blobs.ts'
import { Stale } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { withoutRetries } from '../access/fetch-once.ts'
import type { LocalLease } from '../access/groups.ts'
import { askOf, subjectOf } from './ask.ts'
import type { Answer, Ask, Pod, Subject } from './ask.ts'
import { createDenials } from './denials.ts'
import type { Kind } from './identifier.ts'
import { impossibleMethods, knownMethods, methodHeaders, methodsOf } from './methods.ts'
import { patchResource } from './patch.ts'
import { postInto, postToDocument } from './post.ts'
import { putAuxiliary } from './put-auxiliary.ts'
import { putContainer } from './put-container.ts'
import { putDocument } from './put.ts'
import { readAccessLog } from './read-access-log.ts'
import { readContainer } from './read-container.ts'
import { readDocument } from './read-document.ts'
import { readQuota } from './read-quota.ts'
import { methodProblem, refuseScripts } from './refusals.ts'
import { removeAuxiliary, removeResource } from './remove.ts'
import { linkHeader, nameLinks } from './resource-links.ts'
import { sandbox } from './response-headers.ts'
import { send } from './send.ts'
import { readStorageDescription } from './storage-description.ts'
import { whilePermitted } from './while-permitted.ts'

export type { LocalLease } from '../access/groups.ts'

/** What pods need of the world around them. */
export interface PodWorld {
  readonly store: Store
  readonly blobs: Blobs
  /** Origin of this server, without a slash at the end: 'https://pods.example'. */
  readonly baseUrl: string
  readonly now: () => number
  /** Tells the other processes of this server. */
  readonly bus: Bus
  /** For work that only one process may do. */
  readonly lead: Lead
  readonly authenticate: Authenticate
  /** A lease group of the mediator in this process: undefined when the IRI is none of its leases. */
  readonly resolveLease: (groupIri: string, now: number) => Promise<LocalLease | undefined>
  /** The guarded way to other servers. */
  readonly fetch: typeof globalThis.fetch
  readonly log: Log
  /** How many bytes a storage may hold. */
  readonly quotaBytes: number
}

type Operation = (pod: Pod, ask: Ask) => Promise<Answer>

export interface PodHandler {
  /** Answers a request to a resource; never rejects. */
  (req: IncomingMessage, res: ServerResponse): Promise<void>
  /** What notifications, which read for those who wait, have in common with requests. */
  readonly pod: Pod
  /** Resolves when everything that was noted is durable. The store is needed until then. */
  close(): Promise<void>
}

export function createPodHandler(world: PodWorld): PodHandler {
  const { store, baseUrl } = world
  const acls = { store, baseUrl, cache: new Map() }
  const pod: Pod = { ...world, acls, denials: createDenials(world) }
  return Object.assign(handle, { pod, close: pod.denials.close })

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    try {
      allowOrigin(req, res)
      if (isPreflight(req)) return sendPreflight(res)
      await send(req, res, await answer(pod, req, res))
    } catch (error) {
      fail(pod, req, res, error)
    }
  }
}

async function answer(pod: Pod, req: IncomingMessage, res: ServerResponse): Promise<Answer> {
  for (const [name, value] of Object.entries(sandbox)) res.setHeader(name, value)
  const subject = await subjectOf(pod, req)
  res.setHeader('Link', linkHeader(nameLinks(subject.id, pod.baseUrl)))
  const operation = operationFor(subject, req.method ?? 'GET')
  refuseScripts(req)
  const ask = await askOf(pod, req, subject)
  const patient = { ...pod, fetch: withoutRetries(pod.fetch) }
  const answered = await pod.denials.noting(ask, () => operation(patient, ask))
  const { body } = answered
  if (typeof body !== 'function') return answered
  return { ...answered, body: () => whilePermitted(patient, ask, body()) }
}

const read: Readonly<Record<Kind, Operation>> = {
  document: readDocument,
  container: readContainer,
  acl: readDocument,
  description: readDocument,
  'storage-description': readStorageDescription,
  'access-log': readAccessLog,
  quota: readQuota,
}

const write = new Map<string, Partial<Record<Kind, Operation>>>([
  [
    'PUT',
    {
      document: putDocument,
      container: putContainer,
      acl: putAuxiliary,
      description: putAuxiliary,
    },
  ],
  ['POST', { document: postToDocument, container: postInto }],
  [
    'PATCH',
    {
      document: patchResource,
      container: patchResource,
      acl: patchResource,
      description: patchResource,
    },
  ],
  [
    'DELETE',
    {
      document: removeResource,
      container: removeResource,
      acl: removeAuxiliary,
      description: removeAuxiliary,
    },
  ],
])

/** @throws Problem method-not-allowed or not-implemented */
function operationFor({ id }: Subject, method: string): Operation {
  if (!knownMethods.has(method) && !impossibleMethods.has(method)) {
    throw new Problem('not-implemented', 'No resource here has this method')
  }
  const isPosted = method === 'POST' && id.kind === 'document'
  if (!isPosted && !methodsOf(id).includes(method)) throw methodProblem({ id, method })
  if (method === 'GET' || method === 'HEAD') return read[id.kind]
  const operation = method === 'OPTIONS' ? options : write.get(method)?.[id.kind]
  if (!operation) throw methodProblem({ id, method })
  return operation
}

/** The same for everybody, whether or not the resource exists. */
async function options(_pod: Pod, { id }: Ask): Promise<Answer> {
  return { status: 204, headers: methodHeaders(id) }
}

function fail({ log }: Pod, req: IncomingMessage, res: ServerResponse, error: unknown): void {
  if (isGone(req, res, error)) return void res.destroy()
  const problem = error instanceof Stale ? busy(error) : problemOf(error)
  const request = res.getHeader('X-Request-Id')
  if (problem.type === 'internal') log.error({ err: error, request }, 'request failed')
  sendProblem(res, problem)
}

/** Whether the client went away in the middle, so that nobody is left to answer. */
function isGone(req: IncomingMessage, res: ServerResponse, error: unknown): boolean {
  if (req.destroyed && !req.complete) return true
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return res.headersSent && code === 'ERR_STREAM_PREMATURE_CLOSE'
}

function busy(cause: Stale): Problem {
  const headers = { 'Retry-After': '1' }
  return new Problem('busy', 'Others are changing this; try again', { cause, headers })
}
