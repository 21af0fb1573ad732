// For the person: who used her data, who changed its rules, and who was refused. Her pods' servers
// know each read; at other providers the mediator only knows when a lease was looked at.
import { irisOf } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { readDocument } from './document.ts'
import { linked } from './links.ts'
import { readProfile } from './profile.ts'
import { request, requestJson } from './request.ts'
import type { Session } from './session.ts'

/** 'use': under a grant; 'access-rules': somebody changed who may do what; 'denied': a refusal. */
export type LogKind = 'use' | 'access-rules' | 'denied'

export interface LogEntry {
  readonly kind: LogKind
  /** ISO 8601. */
  readonly time: string
  /** The WebID that asked: of the firm, for what a lease saw. */
  readonly agent?: string | undefined
  /** The app through which it asked, and the provider that vouched for it. */
  readonly client?: string | undefined
  readonly issuer?: string | undefined
  /** The grants under which it was asked for. */
  readonly grants: readonly string[]
  readonly purpose?: string | undefined
  /** For changed rules the ACL. */
  readonly resource: string
  /** 'server': it answered, and wrote it down. 'lease': a sign of a read, at least. */
  readonly seenBy: 'server' | 'lease'
  readonly method?: string | undefined
  readonly status?: number | undefined
  /** This stands for so many refusals of the hour from `time` on, which have no entries. */
  readonly leftOut?: number | undefined
}

interface LeaseNote extends Omit<LogEntry, 'kind' | 'agent' | 'grants' | 'seenBy'> {
  readonly grant: string
  readonly firm: string
}

/**
 * What happened to the data, newest first, from all pods of the person and her mediator: the last 200
 * entries of each kind and pod. Only those of kind 'use' are reads under grants. What the mediator saw
 * of a pod that keeps a log itself is left out: the pod knows better.
 * @throws RequestError when one of them refuses, so that no entry is missed in silence
 */
export async function readLog(session: Session): Promise<LogEntry[]> {
  const { storages, mediator } = await readProfile(session.fetch, session.webId)
  const logs = await Promise.all(storages.map((storage) => podLog(session, storage)))
  const logged = storages.filter((_, index) => logs[index] !== undefined)
  const notes = mediator === undefined ? [] : await leaseNotes(session, mediator)
  const unlogged = notes.filter(({ resource }) => !logged.some((each) => resource.startsWith(each)))
  return [...logs.flatMap((each) => each ?? []), ...unlogged].toSorted(newestFirst)
}

/** The entries of a pod's own log; undefined when its server keeps none. */
async function podLog(session: Session, storage: string): Promise<LogEntry[] | undefined> {
  const response = await request(session.fetch, storage, { method: 'HEAD' })
  const [description] = linked(response, storage, solid.storageDescription)
  if (description === undefined) return undefined
  const { graph } = await readDocument(session.fetch, description)
  const [log] = irisOf(graph, storage, fh.accessLog)
  if (log === undefined) return undefined
  // One by one: whoever provokes refusals must not push reads out of what is fetched.
  const lists = await Promise.all(kinds.map((kind) => entriesOf(session, log, kind)))
  return lists.flat()
}

const kinds: readonly LogKind[] = ['use', 'access-rules', 'denied']

function entriesOf(session: Session, log: string, kind: LogKind): Promise<LogEntry[]> {
  const url = new URL(log)
  url.searchParams.set('kind', kind)
  return requestJson<LogEntry[]>(session.fetch, url.href)
}

async function leaseNotes(session: Session, mediator: string): Promise<LogEntry[]> {
  const url = `${mediator.replace(/#.*/, '')}log`
  const notes = await requestJson<LeaseNote[]>(session.fetch, url)
  return notes.map(({ grant, firm, ...note }) => ({
    ...note,
    kind: 'use',
    agent: firm,
    grants: [grant],
    seenBy: 'lease',
  }))
}

function newestFirst(a: LogEntry, b: LogEntry): number {
  return Date.parse(b.time) - Date.parse(a.time)
}
