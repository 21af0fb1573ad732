// The door: lets an ask pass with the modes that it needs, or refuses it the same way whether or
// not the resource exists.
import { Problem } from '../../http/problem.ts'
import type { Condition } from '../../store/store.ts'
import { authorize } from '../access/authorize.ts'
import type { Authorization, GrantUsed } from '../access/authorize.ts'
import { needsOnSubject } from '../access/modes.ts'
import type { Needs } from '../access/modes.ts'
import type { Mode } from '../access/wac.ts'
import type { Intent, Pod } from './ask.ts'
import { isContainer, parentOf } from './identifier.ts'

export interface Permit extends Authorization {
  /** The grants that this ask counts under; [] when it needs none. */
  readonly grants: readonly GrantUsed[]
  /** What access was decided on, container included. */
  readonly conditions: readonly Condition[]
}

/**
 * Lets pass whoever has the modes. `container` is the one that the needs speak of: the nearest
 * that exists.
 * @throws Problem credentials-required, forbidden or grant-does-not-cover
 */
export async function permit(
  pod: Pod,
  ask: Intent,
  needs: Needs,
  container = parentOf(ask.id.subject),
): Promise<Permit> {
  const { target, container: above } = needsOnSubject(ask.id.kind, needs)
  const own = await authorize(pod, ask, ask.id.subject)
  requireModes(ask, own, target)
  const conditions = [...own.conditions]
  if (above.length > 0 && container !== undefined) {
    const outer = await authorize(pod, ask, container)
    requireModes(ask, outer, above)
    conditions.push(...outer.conditions)
  }
  return { ...own, grants: grantsFor(ask, own, target), conditions }
}

/** @throws Problem credentials-required or forbidden unless all modes are there */
export function requireModes(ask: Intent, { user }: Authorization, modes: readonly Mode[]): void {
  if (!modes.every((mode) => user.has(mode))) throw refusal(ask)
}

/** The same words for everything that is refused, so that they tell nothing. */
export function refusal({ asker, id, url }: Intent): Problem {
  if (asker.webId !== undefined) {
    return new Problem('forbidden', 'Your WebID is not allowed to do this here')
  }
  const realm = url.slice(0, url.length - id.path.length) + id.storage
  const challenge = `DPoP realm="${realm}", scope="openid webid", algs="ES256 RS256 PS256 EdDSA"`
  return new Problem('credentials-required', 'Sign in with a WebID that is allowed to do this', {
    headers: { 'WWW-Authenticate': challenge },
  })
}

/** The grants whose leases gave all modes; only the named one if the ask names one. */
function grantsFor(ask: Intent, { grants }: Authorization, modes: readonly Mode[]): GrantUsed[] {
  const covering = grants.filter((each) => modes.every((mode) => each.modes.includes(mode)))
  const unique = covering.filter(
    ({ grant }, index) => covering.findIndex((each) => each.grant === grant) === index,
  )
  if (ask.grant === undefined) return unique
  const named = unique.filter(({ grant }) => grant === ask.grant)
  if (named.length > 0) return named
  const what = isContainer(ask.id.path) ? 'container' : 'document'
  throw new Problem('grant-does-not-cover', `The grant you named does not cover this ${what}`)
}
