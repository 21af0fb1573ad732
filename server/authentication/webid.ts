// Whether a WebID trusts an issuer to vouch for it: its document must say so.
// Source: Solid-OIDC, "WebID Profile" and "OIDC Issuer Discovery".
import { Graph, irisOf, turtleType } from '../../shapes/graph.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { essenceOf, isRdfType, jsonLdType, parseRdf } from '../rdf/rdf.ts'
import { lookAgainAt } from './remember.ts'
import type { Kept } from './remember.ts'
import { createRegulars, unlessCrowded } from './regulars.ts'
import type { OutboundWorld } from './regulars.ts'

export interface WebIdWorld extends OutboundWorld {
  /** The graph of a WebID document hosted here, undefined when the WebID is not ours. */
  readonly localWebIdDocument: (webId: string) => Promise<Graph | undefined>
  /** Moves with every change of such a document; undefined when the WebID is not ours. */
  readonly localWebIdRevision: (webId: string) => Promise<number | undefined>
}

export type Trust = 'trusted' | 'not-trusted' | 'unreadable'

export interface WebIds {
  /** @throws Crowded when nobody can be asked at this moment */
  trust(webId: string, issuer: string): Promise<Kept<Trust>>
  /** A token for this WebID was believed: its document is read before those of strangers. */
  admit(webId: string, issuer: string): void
}

const trustedMs = 120_000
const refusedMs = 30_000
const patienceMs = 3_000
const maxLength = 262_144

export function createWebIds(world: WebIdWorld): WebIds {
  const { now, localWebIdDocument } = world
  const known = createRegulars<Trust>(world)
  return { trust, admit: (webId, issuer) => known.admit(nameOf(webId, issuer)) }

  /** Our own documents are read each time: who keeps the answer looks at their revision. */
  async function trust(webId: string, issuer: string): Promise<Kept<Trust>> {
    const local = await localWebIdDocument(webId)
    if (local) return { value: trustIn(local, webId, issuer), until: Infinity }
    const kept = await known.get(nameOf(webId, issuer), async (fetch, before) => {
      const graph = await fetchDocument(fetch, webId).catch(unlessCrowded)
      return answer(trustIn(graph, webId, issuer), before)
    })
    return { value: kept.value, until: lookAgainAt(kept, now()) }
  }

  /** A document that cannot be read at the moment takes back nothing before its time. */
  function answer(value: Trust, before?: Kept<Trust>): Kept<Trust> {
    const at = now()
    if (value === 'trusted') return { value, until: at + trustedMs, renew: at + trustedMs / 2 }
    if (value === 'unreadable' && before) return { ...before, renew: at + refusedMs }
    return { value, until: at + refusedMs }
  }
}

function nameOf(webId: string, issuer: string): string {
  return `${webId} ${issuer}`
}

function trustIn(graph: Graph | undefined, webId: string, issuer: string): Trust {
  if (graph === undefined) return 'unreadable'
  const named = irisOf(graph, webId, solid.oidcIssuer).map(withoutSlash)
  return named.includes(withoutSlash(issuer)) ? 'trusted' : 'not-trusted'
}

/** Profiles in use write their issuer with or without a slash at the end. */
function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, '')
}

/** @throws Error of any kind when there is no usable answer */
async function fetchDocument(fetch: typeof globalThis.fetch, webId: string): Promise<Graph> {
  const response = await fetch(webId, {
    headers: { accept: `${turtleType}, ${jsonLdType};q=0.5` },
    signal: AbortSignal.timeout(patienceMs),
  })
  const type = essenceOf(response.headers.get('content-type') ?? '')
  if (!response.ok || !isRdfType(type)) throw new Error(`No RDF: status ${response.status}`)
  const text = await response.text()
  if (text.length > maxLength) throw new Error('The WebID document is too long')
  const quads = await parseRdf(type, text, response.url || webId)
  return new Graph(quads.filter(({ graph }) => graph.termType === 'DefaultGraph'))
}
