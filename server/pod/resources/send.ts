// Sends an answer to a request to a pod.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Answer } from './ask.ts'

/** Resolves when everything is handed over; a stream that fails cuts the answer off. */
export async function send(
  req: IncomingMessage,
  res: ServerResponse,
  { status, headers, body }: Answer,
): Promise<void> {
  res.statusCode = status
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  if (status === 304) res.removeHeader('Content-Length')
  if (body === undefined || req.method === 'HEAD') {
    res.end()
    return
  }
  if (body instanceof Uint8Array) {
    res.end(body)
    return
  }
  await pipeline(Readable.from(body()), res)
}
