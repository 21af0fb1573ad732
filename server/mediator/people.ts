// WebID documents, as far as the mediator relies on them.
import { parseRdf } from '../rdf/rdf.ts'
import { essenceOf, isRdfType } from '../rdf/rdf.ts'
import { Graph, irisOf, textOf } from '../../shapes/graph.ts'
import { foaf } from '../../vocab/generated/foaf.ts'
import { interop } from '../../vocab/generated/interop.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { schema } from '../../vocab/generated/schema.ts'
import { vcard } from '../../vocab/generated/vcard.ts'
import { Problem } from '../http/problem.ts'
import { mediatorWebId } from './world.ts'
import type { MediatorWorld } from './world.ts'

const patienceMs = 5_000
const longestDocument = 1_000_000
const longestName = 200

/**
 * The storages of a person who has chosen this mediator: ['https://pod.example/alice/'].
 * @throws Problem not-represented when her WebID document does not say so, or cannot be read
 */
export async function storagesOf(world: MediatorWorld, person: string): Promise<string[]> {
  const graph = await readWebId(world, person)
  const mediators = graph ? irisOf(graph, person, interop.hasAuthorizationAgent) : []
  if (!graph || !mediators.includes(mediatorWebId(world))) {
    const reason = graph ? 'does not name this mediator' : 'cannot be read'
    throw new Problem('not-represented', `The WebID document of ${person} ${reason}`)
  }
  return irisOf(graph, person, pim.storage)
}

/** What an agent calls itself, undefined when it does not say; never proof of who it is. */
export async function nameOf(world: MediatorWorld, webId: string): Promise<string | undefined> {
  const graph = await readWebId(world, webId)
  const names = [foaf.name, schema.name, vcard.fn].map(
    (each) => graph && textOf(graph, webId, each),
  )
  // Control and direction characters could make a name look like another.
  const name = names
    .find((each) => each !== undefined)
    ?.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
  return name ? name.slice(0, longestName) : undefined
}

/** Undefined when the document cannot be had: the other server's trouble decides nothing here. */
async function readWebId(world: MediatorWorld, webId: string): Promise<Graph | undefined> {
  try {
    const response = await world.fetch(webId, {
      headers: { Accept: 'text/turtle, application/ld+json;q=0.5' },
      signal: AbortSignal.timeout(patienceMs),
    })
    return response.ok ? await readGraph(response, webId) : undefined
  } catch (error) {
    world.log.info({ err: error }, 'a WebID document could not be read')
    return undefined
  }
}

async function readGraph(response: Response, webId: string): Promise<Graph | undefined> {
  const type = essenceOf(response.headers.get('Content-Type') ?? '')
  const text = await response.text()
  if (!isRdfType(type) || text.length > longestDocument) return undefined
  return new Graph(await parseRdf(type, text, response.url || webId))
}
