// Answers what is no request, or stopped being one half-way.
import type { Duplex } from 'node:stream'
import { problemBase, problems } from '../../vocab/generated/problems.ts'
import type { ProblemType } from '../../vocab/generated/problems.ts'
import type { Exchange } from './exchanges.ts'
import { Problem, sendProblem } from './problem.ts'

type Refusal = readonly [type: ProblemType, detail: string]

const refusals = new Map<string | undefined, Refusal>([
  ['HPE_HEADER_OVERFLOW', ['headers-too-large', 'Request line and headers take up to 16 KiB']],
  [
    'HPE_CHUNK_EXTENSIONS_OVERFLOW',
    ['too-large', 'The chunks of the body carry too much beside it'],
  ],
  ['ERR_HTTP_REQUEST_TIMEOUT', ['request-timeout', 'The headers did not arrive in time']],
])

const malformed: Refusal = ['bad-request', 'This is not HTTP/1.1 as it is written down']

/** Refuses and closes; answers to earlier requests on the connection still go out. */
export function refuseUnparsed(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  latest: Exchange | undefined,
): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const refusal = refusals.get(error.code) ?? malformed
  if (!latest) return void socket.end(rawAnswer(refusal), () => socket.destroy())
  const { req, res } = latest
  // What comes behind a whole request is refused by closing, as soon as that one is answered.
  if (req.complete) return void res.once('close', () => socket.destroy())
  if (res.headersSent) return void socket.destroy()
  // Destroying the request ends the wait of whoever reads its body.
  res.once('finish', () => req.destroy())
  sendProblem(res, new Problem(...refusal))
}

/** A problem document where there is no response to write it to. */
function rawAnswer([type, detail]: Refusal): string {
  const { status, title } = problems[type]
  const document = { type: problemBase + type, title, status, detail }
  const body = JSON.stringify(document)
  const lines = [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
