// What a WebID document says about its person or firm.
import { irisOf, textOf } from '../../shapes/graph.ts'
import type { Graph } from '../../shapes/graph.ts'
import { foaf } from '../../vocab/generated/foaf.ts'
import { interop } from '../../vocab/generated/interop.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { schema } from '../../vocab/generated/schema.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { vcard } from '../../vocab/generated/vcard.ts'
import { readDocument } from './document.ts'
import type { Fetch } from './request.ts'
import { storageOf } from './storage.ts'

export interface Profile {
  readonly webId: string
  readonly name: string | undefined
  readonly issuers: readonly string[]
  /** Roots of pods, each ending in '/'. */
  readonly storages: readonly string[]
  /** The WebID of the agent that answers requests for this person. */
  readonly mediator: string | undefined
  readonly inbox: string | undefined
}

/**
 * Reads a WebID document. When it names no storage, the one that the document itself lies in counts.
 * @throws RequestError when it cannot be read; SyntaxProblem when it is not Turtle
 */
export async function readProfile(fetch: Fetch, webId: string): Promise<Profile> {
  const { graph, url } = await readDocument(fetch, webId)
  const profile = profileIn(graph, webId)
  if (profile.storages.length > 0) return profile
  const storage = await storageOf(fetch, url)
  return { ...profile, storages: storage === undefined ? [] : [storage] }
}

/** The profile that a graph states. Pure. */
export function profileIn(graph: Graph, webId: string): Profile {
  return {
    webId,
    name: nameIn(graph, webId),
    issuers: irisOf(graph, webId, solid.oidcIssuer),
    storages: irisOf(graph, webId, pim.storage),
    mediator: irisOf(graph, webId, interop.hasAuthorizationAgent)[0],
    inbox: irisOf(graph, webId, ldp.inbox)[0],
  }
}

function nameIn(graph: Graph, webId: string): string | undefined {
  return [foaf.name, vcard.fn, schema.name]
    .map((property) => textOf(graph, webId, property))
    .find((name) => name !== undefined)
}
