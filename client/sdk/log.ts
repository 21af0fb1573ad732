// For the person: who used her data. Her pods' servers know each read; at other providers the mediator
// only knows when a lease was looked at.
import { irisOf } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { readDocument } from './document.ts'
import { linked } from './links.ts'
import { readProfile } from './profile.ts'
import { request, requestJson } from './request.ts'
import type { Session } from './session.ts'

export interface LogEntry {
  /** ISO 8601. */
  readonly time: string
  /** The WebID that asked: of the firm, for what a lease saw. */
  readonly agent?: string | undefined
  /** The grants under which it was asked for. */
  readonly grants: readonly string[]
  readonly purpose?: string | undefined
  readonly resource: string
  /** 'server': it answered, and wrote it down. 'lease': a sign of a read, at least. */
  readonly seenBy: 'server' | 'lease'
  readonly method?: string | undefined
  readonly status?: number | undefined
}

interface LeaseNote extends Omit<LogEntry, 'agent' | 'grants' | 'seenBy'> {
  readonly grant: string
  readonly firm: string
}

/**
 * Reads under grants, newest first, from all pods of the person and her mediator. What the mediator
 * saw of a pod that keeps a log itself is left out: the pod knows better.
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
  return log === undefined ? undefined : requestJson<LogEntry[]>(session.fetch, log)
}

async function leaseNotes(session: Session, mediator: string): Promise<LogEntry[]> {
  const url = `${mediator.replace(/#.*/, '')}log`
  const notes = await requestJson<LeaseNote[]>(session.fetch, url)
  return notes.map(({ grant, firm, ...note }) => ({
    ...note,
    agent: firm,
    grants: [grant],
    seenBy: 'lease',
  }))
}

function newestFirst(a: LogEntry, b: LogEntry): number {
  return Date.parse(b.time) - Date.parse(a.time)
}
