// The body of a subscription: read within limits, as RDF, whichever syntax and context it is in.
import type { IncomingMessage } from 'node:http'
import { Graph, SyntaxProblem, turtleType } from '../../../shapes/graph.ts'
import { readBody } from '../../http/bodies.ts'
import { Problem } from '../../http/problem.ts'
import { essenceOf, jsonLdType, parseRdf } from '../../rdf/rdf.ts'
import { UnsupportedRdf } from '../../rdf/unsupported.ts'
import type { MessageType } from './channels.ts'
import { knownContexts, usualContext } from './services.ts'

export interface ReceivedGraph {
  readonly graph: Graph
  /** The IRI of the context that was used, among those that are known. */
  readonly context: string
}

const mostBytes = 16_384

/**
 * What was sent, relative IRIs resolved against `base`.
 * @throws Problem unsupported-media-type, also for a profile; too-large; unprocessable for what
 *   cannot be read
 */
export async function receiveGraph(req: IncomingMessage, base: string): Promise<ReceivedGraph> {
  const type = typeOf(req.headers['content-type'])
  const text = (await readBody(req, mostBytes)).toString()
  try {
    const quads = await parseRdf(type, text, base)
    return {
      graph: new Graph(quads.filter(({ graph }) => graph.termType === 'DefaultGraph')),
      context: type === jsonLdType ? contextIn(text) : usualContext,
    }
  } catch (error) {
    if (!(error instanceof SyntaxProblem || error instanceof UnsupportedRdf)) throw error
    throw new Problem('unprocessable', error.message.slice(0, 300), { cause: error })
  }
}

/** JSON-LD is what the protocol asks for; there are clients that send Turtle. */
function typeOf(header = ''): MessageType {
  const essence = essenceOf(header)
  if (essence !== jsonLdType && essence !== turtleType) {
    throw new Problem('unsupported-media-type', `Send ${jsonLdType}, or ${turtleType}`)
  }
  const profile = /;\s*profile\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(header)
  const profiles = (profile?.[1] ?? profile?.[2] ?? '').split(/\s+/).filter((each) => each !== '')
  if (profiles.every((each) => knownContexts.includes(each))) return essence
  throw new Problem(
    'unsupported-media-type',
    `The profiles known here are ${knownContexts.join(', ')}`,
  )
}

/** Whatever stands in the text, it was read as JSON-LD before. */
function contextIn(text: string): string {
  const document = JSON.parse(text) as { readonly '@context'?: unknown } | null
  const contexts = [document?.['@context']].flat()
  return knownContexts.find((each) => contexts.includes(each)) ?? usualContext
}
