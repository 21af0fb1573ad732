// One thing that can be done on the account page, and what it leads to.
import type { Request } from 'express'
import type { Html } from '../../pages/html.ts'
import type { Throttle } from '../../throttle.ts'
import type { OwnerWorld } from '../../../resources/owner-edit.ts'
import type { Section } from '../sections/parts.ts'
import type { SessionsWorld, Visitor } from '../visitor.ts'
import type { AccountWords } from '../words/words.ts'

export interface AccountWorld extends OwnerWorld, SessionsWorld {
  /** With a trailing slash: 'https://pods.example/'. */
  readonly issuer: string
  /** The one outbound client. */
  readonly fetch: typeof globalThis.fetch
  readonly throttle: Throttle
}

/** Somebody who is signed in sends a form. */
export interface Visit {
  readonly world: AccountWorld
  readonly visitor: Visitor
  readonly req: Request
  readonly words: AccountWords
}

/** A notice for the page that comes next, or something that only this answer shows. */
export type Outcome = { readonly done: keyof AccountWords['done'] } | { readonly once: Html }

export interface Action {
  /** Below '/.account/'. */
  readonly path: string
  readonly section: Section
  /** Whether she must have shown lately that it is she. */
  readonly needsProof: boolean
  /** @throws AccountFault or Refusal that the page can tell her */
  readonly run: (visit: Visit) => Promise<Outcome>
}
