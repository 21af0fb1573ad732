// Which resources a query may read under which grant. Pure.
import type { GrantSummary } from '../mediator.ts'
import type { Outcome, Source } from './source.ts'

/** A resource that may be read, and the grant to name when reading it. */
export interface Target {
  /** A document, or a container when it ends in a slash. */
  readonly url: string
  readonly grant: string
  readonly person: string
}

/** The resources of active grants. */
export function targetsOf(grants: readonly GrantSummary[]): Target[] {
  return grants
    .filter(({ state }) => state === 'active')
    .flatMap(({ id, person, resources }) =>
      resources.map((url) => ({ url: url.replace(/#.*/, ''), grant: id, person })),
    )
}

/** Each address once, under the first grant that names it. */
export function withoutRepeats(targets: readonly Target[]): Target[] {
  const byUrl = new Map<string, Target>()
  for (const each of targets) if (!byUrl.has(each.url)) byUrl.set(each.url, each)
  return [...byUrl.values()]
}

/** What is not asked for because its grant is not active, so that it is not missed silently. */
export function endedSources(grants: readonly GrantSummary[]): Source[] {
  return grants
    .filter(({ state }) => state !== 'active')
    .flatMap(({ id, person, resources, state, endedAt }) => {
      const detail = `The grant is ${state}${endedAt ? ` since ${endedAt}` : ''}`
      const outcome = outcomeOfState(state)
      return resources.map((url) => ({ url, grant: id, person, outcome, detail, ms: 0 }))
    })
}

function outcomeOfState(state: GrantSummary['state']): Outcome {
  return state === 'withdrawn' || state === 'expired' || state === 'revoked' ? state : 'not-active'
}

/** The limit of simultaneous requests is one per provider: groups of targets by origin. */
export function byOrigin(targets: readonly Target[]): Target[][] {
  const groups = new Map<string, Target[]>()
  for (const each of targets) {
    const origin = URL.canParse(each.url) ? new URL(each.url).origin : ''
    const group = groups.get(origin)
    if (group) group.push(each)
    else groups.set(origin, [each])
  }
  return [...groups.values()]
}
