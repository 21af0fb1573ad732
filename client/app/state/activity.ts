// The access log made readable: what belongs to one visit together, reads counted by grant. Pure.
import type { LogEntry } from './api.ts'

/** Accesses of the same kind by the same agent within a minute of each other. */
export interface Visit {
  readonly agent: string | undefined
  readonly grants: readonly string[]
  readonly purpose: string | undefined
  readonly seenBy: LogEntry['seenBy']
  readonly kind: 'read' | 'wrote' | 'rules' | 'refused'
  /** The app through which it was. */
  readonly client: string | undefined
  /** ISO 8601, of the latest access. */
  readonly time: string
  /** Without repetition. */
  readonly resources: readonly string[]
  readonly count: number
  /** So many refusals that were counted and not written down; undefined for a real visit. */
  readonly leftOut: number | undefined
}

export interface GrantUse {
  readonly reads: number
  /** ISO 8601 of the latest read; undefined when there was none. */
  readonly last: string | undefined
}

const dayMs = 24 * 60 * 60 * 1000

/** The entries of the last days, newest first. */
export function recent(entries: readonly LogEntry[], days: number, now: number): LogEntry[] {
  return entries.filter((each) => Date.parse(each.time) > now - days * dayMs)
}

/** Visits with data, apart from changes of its rules and from refusals. */
export function visitsByKind(visits: readonly Visit[]): {
  readonly uses: readonly Visit[]
  readonly rules: readonly Visit[]
  readonly refused: readonly Visit[]
} {
  const rules = visits.filter(({ kind }) => kind === 'rules')
  const refused = visits.filter(({ kind }) => kind === 'refused')
  return { uses: visits.filter(({ kind }) => kind === 'read' || kind === 'wrote'), rules, refused }
}

/** Visits newest first, from entries newest first. */
export function visitsOf(entries: readonly LogEntry[]): Visit[] {
  const visits: Visit[] = []
  for (const entry of entries) {
    const index = visits.findIndex((visit) => belongs(entry, visit))
    const visit = visits[index]
    if (visit) visits[index] = joined(visit, entry)
    else visits.push(visitOf(entry))
  }
  return visits
}

/** How often, and when last, data was read under a grant. Refusals do not count. */
export function useOfGrant(entries: readonly LogEntry[], grant: string): GrantUse {
  const reads = entries.filter((each) => each.grants.includes(grant) && kindOf(each) === 'read')
  const last = reads
    .map((each) => each.time)
    .toSorted()
    .at(-1)
  return { reads: reads.length, last }
}

/** Reads by the name of who read, in the order of their latest visit. */
export function readsByName(
  visits: readonly Visit[],
  nameOf: (visit: Visit) => string,
): Map<string, number> {
  const totals = new Map<string, number>()
  for (const visit of visits.filter((each) => each.kind === 'read')) {
    const name = nameOf(visit)
    totals.set(name, (totals.get(name) ?? 0) + visit.count)
  }
  return totals
}

/** Visits by the civil day here: '2026-12-22' → its visits. */
export function visitsByDay(visits: readonly Visit[]): Map<string, Visit[]> {
  const days = new Map<string, Visit[]>()
  for (const visit of visits) {
    const day = new Intl.DateTimeFormat('sv-SE').format(new Date(visit.time))
    days.set(day, [...(days.get(day) ?? []), visit])
  }
  return days
}

function visitOf(entry: LogEntry): Visit {
  const { agent, client, grants, purpose, seenBy, time, leftOut } = entry
  return {
    agent,
    client,
    grants,
    purpose,
    seenBy,
    time,
    leftOut,
    kind: kindOf(entry),
    resources: [subjectOf(entry)],
    count: 1,
  }
}

function joined(visit: Visit, entry: LogEntry): Visit {
  const resource = subjectOf(entry)
  const resources = visit.resources.includes(resource)
    ? visit.resources
    : [...visit.resources, resource]
  return { ...visit, resources, count: visit.count + 1 }
}

function belongs(entry: LogEntry, visit: Visit): boolean {
  return (
    Date.parse(visit.time) - Date.parse(entry.time) < 60_000 &&
    entry.leftOut === undefined &&
    visit.leftOut === undefined &&
    entry.agent === visit.agent &&
    entry.client === visit.client &&
    entry.seenBy === visit.seenBy &&
    kindOf(entry) === visit.kind &&
    entry.grants.join() === visit.grants.join()
  )
}

function kindOf({ kind, method, status }: LogEntry): Visit['kind'] {
  if (kind === 'access-rules') return 'rules'
  if (kind === 'denied' || (status !== undefined && status >= 400)) return 'refused'
  return method === undefined || method === 'GET' || method === 'HEAD' ? 'read' : 'wrote'
}

/** What it was about: for rules what they are the rules of. */
function subjectOf({ kind, resource }: LogEntry): string {
  return kind === 'access-rules' ? resource.replace(/\.acl$/, '') : resource
}
