// Making a document that is open to its owner alone, or to everybody for reading, whatever its
// container hands down.
import { Graph, namedNode, quad } from '../../shapes/graph.ts'
import type { Quad } from '../../shapes/graph.ts'
import { acl } from '../../vocab/generated/acl.ts'
import { acp } from '../../vocab/generated/acp.ts'
import { foaf } from '../../vocab/generated/foaf.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { aclUrlOf } from './access.ts'
import type { Place } from './acl-copy.ts'
import { withOwner } from './acl-rules.ts'
import { writeDocument } from './document.ts'
import { linked } from './links.ts'
import { RequestError, refusal, request } from './request.ts'
import type { Fetch } from './request.ts'
import { readWacAllow } from './wac-allow.ts'

export interface NewDocument {
  readonly url: string
  readonly quads: readonly Quad[]
  readonly owner: string
  /** Whether everybody may read it. */
  readonly isPublic: boolean
}

/**
 * Writes the document and its access rules. False, and nothing is changed, when there is one already.
 * @throws RequestError when the person may not, or when the provider does not rule as asked; then the
 *   document is gone again
 */
export async function createDocument(fetch: Fetch, document: NewDocument): Promise<boolean> {
  const { url, quads } = document
  if (!(await created(writeDocument(fetch, url, quads, { create: true })))) return false
  try {
    await giveAccess(fetch, document)
    await checkAccess(fetch, document)
    return true
  } catch (error) {
    // Without rules of its own it would be open to whoever may read the container.
    await request(fetch, url, { method: 'DELETE' }).catch(() => undefined)
    throw error
  }
}

async function giveAccess(fetch: Fetch, { url, owner, isPublic }: NewDocument): Promise<void> {
  const place = { resource: url, acl: await aclUrlOf(fetch, url) }
  const rules = await fetch(place.acl, { method: 'HEAD' })
  if (linked(rules, place.acl, 'type').includes(acp.AccessControlResource)) throw notRuled(url)
  const graph = withOwner(new Graph(isPublic ? everybody(place) : []), place, owner)
  const quads = graph.getQuads(null, null, null, null)
  await created(writeDocument(fetch, place.acl, quads, { create: true }))
}

/** What the server says of it afterwards; a server that says nothing is believed. */
async function checkAccess(fetch: Fetch, { url, isPublic }: NewDocument): Promise<void> {
  const response = await request(fetch, url, { method: 'HEAD' })
  const allowed = readWacAllow(response.headers.get('wac-allow'))
  if (allowed && allowed.public.has('read') !== isPublic) throw notRuled(url)
}

function everybody({ resource, acl: list }: Place): Quad[] {
  const rule = namedNode(`${list}#public`)
  return [
    quad(rule, namedNode(rdf.type), namedNode(acl.Authorization)),
    quad(rule, namedNode(acl.accessTo), namedNode(resource)),
    quad(rule, namedNode(acl.agentClass), namedNode(foaf.Agent)),
    quad(rule, namedNode(acl.mode), namedNode(acl.Read)),
  ]
}

function notRuled(url: string): RequestError {
  return refusal(
    'not-enforced',
    `The provider of ${url} does not rule who may read it as asked; only Web Access Control is known here`,
  )
}

/** False when a write that must make something new found that it is there. */
async function created(writing: Promise<void>): Promise<boolean> {
  try {
    await writing
    return true
  } catch (error) {
    if (error instanceof RequestError && error.status === 412) return false
    throw error
  }
}
