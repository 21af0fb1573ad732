// The smallest server that asks who is there: it answers every request with the agent it sees.
import { createAuthenticate } from '../../server/authentication/authenticate.ts'
import type { AuthenticationWorld } from '../../server/authentication/authenticate.ts'
import type { Authenticate } from '../../server/authentication/agent.ts'
import { createSeenProofs } from '../../server/authentication/seen-proofs.ts'
import { problemOf, sendProblem } from '../../server/http/problem.ts'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import type { DpopClient } from './dpop-client.ts'
import { openSimulatedServer } from './simulated-server.ts'
import type { SimulatedIssuer } from './simulated-issuer.ts'

export interface FrontDoor {
  readonly url: string
  /** Forgets everything, as a new process would. */
  restart(): void
  close(): Promise<void>
}

/** `world` replaces parts of the usual world: no local issuer, no local documents. */
export async function openFrontDoor(
  now: () => number,
  world: Partial<AuthenticationWorld> = {},
): Promise<FrontDoor> {
  const current: { authenticate?: Authenticate } = {}
  const server = await openSimulatedServer((req, res) => {
    current.authenticate!(req).then(
      (agent) => res.end(JSON.stringify(agent)),
      (error: unknown) => sendProblem(res, problemOf(error)),
    )
  })
  restart()
  return { url: server.url, restart, close: server.close }

  function restart() {
    current.authenticate = createAuthenticate({
      baseUrl: server.url,
      now,
      fetch: outbound(),
      regularsFetch: outbound(),
      localIssuer: undefined,
      localWebIdDocument: async () => undefined,
      localWebIdRevision: async () => undefined,
      seenProofs: createSeenProofs(now),
      ...world,
    })
  }
}

function outbound() {
  return createSafeFetch({ allowLoopback: true, maxBytes: 100_000, timeoutMs: 300 })
}

/** The headers of a signed-in GET of `url`. */
export async function signedIn(
  url: string,
  client: DpopClient,
  issuer: SimulatedIssuer,
  token?: string,
): Promise<{ authorization: string; dpop: string }> {
  const authorization = `DPoP ${token ?? (await issuer.token(client))}`
  return { authorization, dpop: await client.proof({ htm: 'GET', htu: url }) }
}
