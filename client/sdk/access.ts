// Leases in the access control lists of any provider that speaks Web Access Control.
import { turtleType, writeTurtle } from '../../shapes/graph.ts'
import type { Graph } from '../../shapes/graph.ts'
import { acl } from '../../vocab/generated/acl.ts'
import { acp } from '../../vocab/generated/acp.ts'
import { copyOf } from './acl-copy.ts'
import type { Acl, Place } from './acl-copy.ts'
import {
  holdsLease,
  isBareCopy,
  isSpent,
  namesLease,
  ownerBeside,
  withLease,
  withOwner,
  withoutLease,
} from './acl-rules.ts'
import { conditionHeaders, documentIn } from './document.ts'
import type { WriteCondition } from './document.ts'
import { linked } from './links.ts'
import { RequestError, refusal, request } from './request.ts'
import type { Fetch } from './request.ts'
import { parentOf } from './storage.ts'

export interface LeaseOn {
  readonly resource: string
  /** The group IRI of the lease. */
  readonly lease: string
}

interface FoundAcl extends Acl {
  readonly etag: string | undefined
}

const maxWrites = 5

/**
 * Lets whoever the lease names read the resource (and what is in it, for a container). A resource
 * without rules of its own gets a copy of those it inherits. Nothing happens when the lease is there.
 * @throws RequestError not-enforced where no WAC is spoken; conflict when others keep changing the rules
 */
export async function addLease(
  fetch: Fetch,
  { resource, owner, lease }: LeaseOn & { readonly owner: string },
): Promise<void> {
  const place = { resource, acl: await aclUrlOf(fetch, resource) }
  await untilDone(resource, async () => {
    const own = await aclAt(fetch, place.acl, resource)
    if (own && holdsLease(own.graph, place, lease)) return true
    const graph = own?.graph ?? (await inherited(fetch, place, owner))
    const condition = own ? { etag: own.etag } : ({ create: true } as const)
    await writeAcl(fetch, place.acl, withLease(graph, place, { owner, lease }), condition)
    return false
  })
}

/**
 * Takes a lease out of the rules of a resource; rules that were only copied for it go too. Nothing
 * happens when the lease, its rules or the resource are no longer there.
 * @throws RequestError as addLease does
 */
export async function removeLease(fetch: Fetch, { resource, lease }: LeaseOn): Promise<void> {
  const url = await orUndefined(aclUrlOf(fetch, resource))
  if (url === undefined) return
  await untilDone(resource, async () => {
    const own = await aclAt(fetch, url, resource)
    if (!own || !namesLease(own.graph, lease)) return true
    const left = { ...own, graph: withoutLease(own.graph, lease) }
    const isBare = await inheritsTheSame(fetch, left, ownerBeside(own.graph, lease))
    await (isBare ? deleteAcl(fetch, own) : writeAcl(fetch, url, left.graph, { etag: own.etag }))
    return false
  })
}

/**
 * Reads, compares and writes until what was read is as it should be, so that every write is checked.
 * A write that came too late (412) is tried again.
 */
async function untilDone(resource: string, step: () => Promise<boolean>): Promise<void> {
  for (let writes = 0; writes <= maxWrites; writes += 1) {
    const isDone = await step().catch((error: unknown) => {
      if (error instanceof RequestError && error.status === 412) return false
      throw error
    })
    if (isDone) return
  }
  throw refusal(
    'conflict',
    `The access rules of ${resource} do not stay as written; try again later`,
  )
}

async function inherited(fetch: Fetch, place: Place, owner: string): Promise<Graph> {
  const parent = await effectiveAclAbove(fetch, place.resource)
  return withOwner(copyOf(parent, place), place, owner)
}

/** Whether a list could go because it is a bare copy of what would be inherited without it. */
async function inheritsTheSame(fetch: Fetch, own: Acl, owner: string | undefined) {
  const place = { resource: own.of, acl: own.url }
  if (owner === undefined || !isSpent(own.graph, place)) return false
  return isBareCopy(own.graph, await effectiveAclAbove(fetch, own.of), place, owner)
}

/** The first access control list on the way up from a resource, its own left out. */
async function effectiveAclAbove(fetch: Fetch, resource: string): Promise<Acl> {
  for (let of = parentOf(resource); of !== undefined; of = parentOf(of)) {
    const found = await aclAt(fetch, await aclUrlOf(fetch, of), of)
    if (found) return found
  }
  throw refusal('not-enforced', `No access rules were found above ${resource}`)
}

/** @throws RequestError not-enforced when the provider does not say where the rules are */
export async function aclUrlOf(fetch: Fetch, resource: string): Promise<string> {
  const response = await request(fetch, resource, { method: 'HEAD' })
  const [url] = linked(response, resource, 'acl')
  if (url !== undefined) return url
  throw refusal(
    'not-enforced',
    `The provider of ${resource} does not say where its access rules are`,
  )
}

async function aclAt(fetch: Fetch, url: string, of: string): Promise<FoundAcl | undefined> {
  const response = await orUndefined(request(fetch, url, { headers: { accept: turtleType } }))
  if (!response) return undefined
  if (linked(response, url, 'type').includes(acp.AccessControlResource)) {
    throw refusal(
      'not-enforced',
      `${of} is ruled by ACP; only Web Access Control can be shared under`,
    )
  }
  return { ...(await documentIn(response, url)), url, of }
}

async function writeAcl(fetch: Fetch, url: string, graph: Graph, condition: WriteCondition) {
  const headers = { 'content-type': turtleType, ...conditionHeaders(condition) }
  const body = writeTurtle(graph.getQuads(null, null, null, null), { acl: acl[''] })
  await request(fetch, url, { method: 'PUT', headers, body })
}

async function deleteAcl(fetch: Fetch, { url, etag }: FoundAcl): Promise<void> {
  await request(fetch, url, { method: 'DELETE', headers: conditionHeaders({ etag }) })
}

/** What a promise brings, or undefined when it is not there (404). */
async function orUndefined<T>(promise: Promise<T>): Promise<T | undefined> {
  return promise.catch((error: unknown) => {
    if (error instanceof RequestError && error.status === 404) return undefined
    throw error
  })
}
