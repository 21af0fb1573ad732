// What a client sends: read once within limits, RDF checked, large bytes put aside as a blob.
import { Problem } from '../../http/problem.ts'
import { chunksOf, readBody } from '../../http/bodies.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { essenceOf, isRdfType, parseRdf } from '../../rdf/rdf.ts'
import type { RdfType } from '../../rdf/rdf.ts'
import type { Ask, Pod } from './ask.ts'
import type { Permit } from './permit.ts'
import { digestOf } from './records.ts'
import type { Content } from './records.ts'
import { readingRdf } from './refusals.ts'
import { quotaProblem, roomFor } from './usage.ts'

export interface Received {
  readonly content: Content
  /** The quads of RDF, undefined for anything else. */
  readonly quads: readonly Quad[] | undefined
}

/** RDF is parsed in memory; other bytes only pass through. */
export const mostRdfBytes = 16 * 1024 * 1024

/** What is not larger is kept in the store itself. */
const mostInlineBytes = 64 * 1024

/** Type of bytes that came without one, which is only possible when there are none. */
const untyped = 'application/octet-stream'

/**
 * The content of a request, relative IRIs resolved against its URL.
 * @throws Problem content-type-required, bad-request, bad-syntax, too-large, quota-exceeded,
 *   unsupported-media-type or unprocessable
 */
export async function receive(pod: Pod, ask: Ask, permitted: Permit): Promise<Received> {
  const type = contentTypeOf(ask)
  if (ask.req.headers['content-range'] !== undefined) {
    throw new Problem('bad-request', 'A part of a resource cannot be written; send all of it')
  }
  const essence = essenceOf(type)
  if (isRdfType(essence)) return receiveRdf(ask, type, essence)
  const upload = {
    type,
    room: await roomFor(pod, ask),
    full: () => quotaProblem(pod, ask, permitted),
  }
  return { content: await receiveBytes(pod, ask, upload), quads: undefined }
}

/** The text of a small body in UTF-8. @throws Problem too-large or bad-syntax */
export async function receiveText(ask: Ask, limitBytes = mostRdfBytes): Promise<string> {
  return textOf(await readBody(ask.req, limitBytes))
}

/** Removes what was put aside for content that is not to be kept after all. */
export async function discard(pod: Pod, { content }: Received): Promise<void> {
  if ('blob' in content) await pod.blobs.delete(content.blob)
}

/** The Content-Type as sent. @throws Problem content-type-required or bad-request */
export function contentTypeOf({ req }: Ask): string {
  const type = req.headers['content-type']
  if (type === undefined || type.trim() === '') {
    if (hasBody(req.headers)) {
      throw new Problem('content-type-required', 'Say what the body is in Content-Type')
    }
    return untyped
  }
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;.*)?$/.test(type)) {
    throw new Problem('bad-request', 'The Content-Type is not a media type')
  }
  return type
}

export function hasBody(headers: Ask['req']['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

async function receiveRdf(ask: Ask, type: string, essence: RdfType): Promise<Received> {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new Problem('unsupported-media-type', 'RDF is taken in UTF-8')
  }
  const bytes = await readBody(ask.req, mostRdfBytes)
  const quads = await readingRdf(() => parseRdf(essence, textOf(bytes), ask.url))
  return { content: { type, bytes }, quads }
}

/** Bytes that are to be stored as they come. */
interface Upload {
  readonly type: string
  /** How many bytes there is room for. */
  readonly room: number
  /** The refusal of more than that. */
  readonly full: () => Promise<Problem>
}

async function receiveBytes(pod: Pod, { req }: Ask, upload: Upload): Promise<Content> {
  const encoding = req.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Problem('unsupported-media-type', 'Send the body without a Content-Encoding')
  }
  if (Number(req.headers['content-length'] ?? 0) > upload.room) throw await upload.full()
  const chunks = chunksOf(req)[Symbol.asyncIterator]()
  const begun: Buffer[] = []
  let size = 0
  while (size <= mostInlineBytes) {
    const next = await chunks.next()
    if (next.done) return { type: upload.type, bytes: Buffer.concat(begun) }
    begun.push(next.value)
    size += next.value.length
  }
  return putAside(pod, upload, begun, { [Symbol.asyncIterator]: () => chunks })
}

async function putAside(
  pod: Pod,
  { type, room, full }: Upload,
  begun: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
): Promise<Content> {
  const digest = digestOf(type)
  let size = 0
  const blob = await pod.blobs.put(counted())
  return { type, blob, size, digest: digest.end() }

  async function* counted() {
    for (const chunk of begun) yield await count(chunk)
    for await (const chunk of rest) yield await count(chunk)
  }

  async function count(chunk: Buffer): Promise<Buffer> {
    size += chunk.length
    if (size > room) throw await full()
    digest.update(chunk)
    return chunk
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Problem('bad-syntax', 'The body is not valid UTF-8', { cause: error })
  }
}
