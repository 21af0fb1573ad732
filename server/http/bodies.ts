// Reading request bodies within limits.
import type { IncomingMessage } from 'node:http'
import { Problem } from './problem.ts'

/**
 * The body piece by piece. Whoever stops half-way leaves the connection open, so that the refusal
 * still reaches the client.
 */
export function chunksOf(req: IncomingMessage): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => req.iterator({ destroyOnReturn: false }) }
}

/**
 * The whole body; empty when there is none.
 * @throws Problem too-large as soon as more than `limitBytes` is announced or has arrived;
 *   unsupported-media-type for a Content-Encoding
 */
export async function readBody(req: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const encoding = req.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Problem('unsupported-media-type', 'Send the body without a Content-Encoding')
  }
  if (Number(req.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes)
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of chunksOf(req)) {
    length += chunk.length
    if (length > limitBytes) throw tooLarge(limitBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * The body as a JSON object.
 * @throws Problem unsupported-media-type, too-large or bad-syntax
 */
export async function readJson(
  req: IncomingMessage,
  limitBytes = 65_536,
): Promise<Record<string, unknown>> {
  if (!req.headers['content-type']?.toLowerCase().startsWith('application/json')) {
    throw new Problem('unsupported-media-type', 'Send application/json')
  }
  const text = (await readBody(req, limitBytes)).toString()
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Problem('bad-syntax', 'The body is not valid JSON', { cause: error })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('bad-syntax', 'The body must be a JSON object')
  }
  return value as Record<string, unknown>
}

function tooLarge(limitBytes: number): Problem {
  return new Problem('too-large', `At most ${limitBytes} bytes are accepted here`)
}
