// Somebody from elsewhere, with an issuer and a WebID of her own, whose tokens and proofs we can make as we like.
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openSimulatedIssuer } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'
import type { Check } from './checks.ts'
import { freshDocument, setAcl } from './setting.ts'
import type { Target } from './target.ts'

/** What is not said is as it should be; what is `undefined` is left out. */
export interface Signed {
  readonly method?: string
  /** Another URL than that of the document. */
  readonly url?: string
  readonly token?: string
  /** Another client than the one that the token is bound to. */
  readonly client?: DpopClient
  /** What replaces the usual claims and header of the proof. */
  readonly claims?: object
  readonly header?: object
  /** A proof made before. */
  readonly dpop?: string
}

export interface Visit {
  readonly target: Target
  readonly issuer: SimulatedIssuer
  readonly client: DpopClient
  /** A document of Alice's that the visitor may read. */
  readonly url: string
  /** A token with these claims and this header in place of the usual ones. */
  token(claims?: object, header?: object): Promise<string>
  proof(signed?: Signed): Promise<string>
  ask(signed?: Signed): Promise<Response>
}

/** A check that a visitor takes part in. */
export function visited(run: (visit: Visit) => Promise<void>): Check {
  return async (target) => {
    const issuer = await openSimulatedIssuer(Date.now)
    try {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: issuer.webId, modes: ['Read'] }])
      await run(visitOf(target, url, issuer, await createDpopClient(Date.now)))
    } finally {
      await issuer.close()
    }
  }
}

function visitOf(target: Target, url: string, issuer: SimulatedIssuer, client: DpopClient): Visit {
  return { target, issuer, client, url, token, proof, ask }

  function token(claims: object = {}, header: object = {}) {
    return issuer.token(client, claims, header)
  }

  function proof(signed: Signed = {}) {
    const about = { htm: signed.method ?? 'GET', htu: signed.url ?? url }
    return (signed.client ?? client).proof({ ...about, ...signed.claims }, signed.header)
  }

  async function ask(signed: Signed = {}) {
    const headers = {
      authorization: `DPoP ${signed.token ?? (await token())}`,
      dpop: signed.dpop ?? (await proof(signed)),
    }
    return target.anonymous(signed.url ?? url, { method: signed.method ?? 'GET', headers })
  }
}
