// Clients that ask whether they may send a body (Expect: 100-continue) are told when it is wanted.
import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Invites the body only when somebody begins to read it, so after the sender was let in.
 * Source: RFC 9110 §10.1.1
 */
export function inviteWhenRead(req: IncomingMessage, res: ServerResponse): void {
  req.on('newListener', invite)

  function invite(event: string | symbol) {
    if (event !== 'data' && event !== 'readable') return
    req.off('newListener', invite)
    if (!res.headersSent) res.writeContinue()
  }
}
