// GET and HEAD of a document, an ACL or a description.
import { absenceProblem, negotiationProblem } from './refusals.ts'
import { checkRead } from '../../http/preconditions.ts'
import { Problem } from '../../http/problem.ts'
import { rangeOf } from '../../http/ranges.ts'
import type { ByteRange } from '../../http/ranges.ts'
import { essenceOf, isRdfType, parseRdf, writeRdf } from '../../rdf/rdf.ts'
import type { RdfType } from '../../rdf/rdf.ts'
import { Stale, retryWhenStale } from '../../store/store.ts'
import { readNeeds } from '../access/modes.ts'
import { recordRead } from './access-log.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { bodyKey, metaKey } from './keys.ts'
import { permit } from './permit.ts'
import { readMeta } from './records.ts'
import type { Meta } from './records.ts'
import { chooseRepresentation } from './representation.ts'
import type { Representation } from './representation.ts'
import { readHeaders } from './response-headers.ts'

/** The document as stored if the asker takes its type, otherwise converted. */
export async function readDocument(pod: Pod, ask: Ask): Promise<Answer> {
  const permitted = await permit(pod, ask, readNeeds)
  const answer = await retryWhenStale(async () => {
    const found = await pod.store.get(metaKey(ask.id.path))
    if (!found) throw absenceProblem(ask)
    const stored = { meta: readMeta(found.value), revision: found.revision }
    const choice = chooseRepresentation(ask.req.headers.accept, stored.meta)
    if (!choice) throw negotiationProblem(stored.meta.type)
    const { chosen } = choice
    const { modified } = stored.meta
    const isRdf = isRdfType(essenceOf(stored.meta.type))
    const headers = readHeaders(ask, permitted, { ...chosen, modified, isRdf })
    const outcome = checkRead(ask.req.headers, { etags: choice.etags, modified })
    if (outcome === 'failed') throw new Problem('precondition-failed', 'It has another ETag now')
    if (outcome === 'not-modified') return { status: 304, headers }
    return chosen.isVerbatim
      ? verbatim(pod, ask, stored, { headers, chosen })
      : converted(pod, ask, stored, { headers, chosen })
  })
  await recordRead(pod, ask, permitted, answer)
  return answer
}

interface Stored {
  readonly meta: Meta
  readonly revision: number
}

interface Outline {
  readonly headers: Record<string, string>
  readonly chosen: Representation
}

async function verbatim(pod: Pod, ask: Ask, stored: Stored, outline: Outline): Promise<Answer> {
  const { size } = stored.meta
  const range = rangeOf(ask.req.headers, { etag: outline.chosen.etag, size })
  if (range === 'unsatisfiable') {
    throw new Problem('range-not-satisfiable', `It has ${size} bytes`, {
      headers: { 'Content-Range': `bytes */${size}` },
    })
  }
  const headers = {
    ...outline.headers,
    'Accept-Ranges': 'bytes',
    'Content-Length': String(range ? range.last - range.first + 1 : size),
    ...(range && { 'Content-Range': `bytes ${range.first}-${range.last}/${size}` }),
  }
  const body = ask.method === 'HEAD' ? {} : { body: await bytesOf(pod, ask, stored, range) }
  return { status: range ? 206 : 200, headers, ...body }
}

async function converted(pod: Pod, ask: Ask, stored: Stored, outline: Outline): Promise<Answer> {
  const { headers, chosen } = outline
  if (ask.method === 'HEAD') return { status: 200, headers }
  const text = Buffer.from(await storedBytes(pod, ask, stored)).toString()
  const quads = await parseRdf(essenceOf(stored.meta.type) as RdfType, text, ask.url)
  const body = Buffer.from(writeRdf(chosen.type as RdfType, quads))
  return { status: 200, headers: { ...headers, 'Content-Length': String(body.length) }, body }
}

async function bytesOf(
  pod: Pod,
  ask: Ask,
  stored: Stored,
  range: ByteRange | undefined,
): Promise<NonNullable<Answer['body']>> {
  const { blob } = stored.meta
  if (blob === undefined) {
    const bytes = await storedBytes(pod, ask, stored)
    return range ? bytes.subarray(range.first, range.last + 1) : bytes
  }
  const stream = await pod.blobs.get(blob, range)
  // Replaced since we read of it: what refers to it now is the new one.
  if (!stream) throw new Stale(metaKey(ask.id.path))
  return () => stream
}

/** The bytes that belong to the record that was read: they were written with it. */
async function storedBytes(pod: Pod, ask: Ask, { revision }: Stored): Promise<Uint8Array> {
  const key = bodyKey(ask.id.path)
  const entry = await pod.store.get(key)
  if (entry?.revision !== revision) throw new Stale(key)
  return entry.value
}
