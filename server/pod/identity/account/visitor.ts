// Who looks at the account page, and whether she has just shown that it is she.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SignedIn } from '../sign-ins/signed-in.ts'

export interface Visitor extends SignedIn {
  /** Whether she has proved herself lately enough to change how she signs in, and who she is. */
  readonly isRecent: boolean
}

export interface SessionsWorld {
  /** The sign-in of a browser; `since` in seconds, when she last showed who she is. */
  readonly sessionOf: (
    req: IncomingMessage,
    res: ServerResponse,
  ) => Promise<{ id: string; webId: string; since: number } | undefined>
  /** Milliseconds. */
  readonly now: () => number
}

const recentMs = 10 * 60_000

/** Undefined when nobody is signed in with this browser. */
export async function visitorOf(
  { sessionOf, now }: SessionsWorld,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Visitor | undefined> {
  const session = await sessionOf(req, res)
  if (!session) return undefined
  const { webId, id, since } = session
  return { webId, sessionId: id, isRecent: now() - since * 1000 <= recentMs }
}
