// A pod whose access log is looked at: what its owner is told beside uses.
import { expect } from 'vitest'
import { aclFor, bob, openPod } from './pod.ts'
import type { Changes, Client, TestPod } from './pod.ts'

/** An entry of the log as its owner gets it. */
export interface Told {
  readonly kind: string
  readonly time: string
  readonly agent?: string
  readonly leftOut?: number
  readonly [field: string]: unknown
}

export interface AuditedPod {
  readonly pod: TestPod
  readonly alice: Client
  readonly asBob: Client
  /** Lets time pass. */
  pass(milliseconds: number): void
  log(query?: string): Promise<Told[]>
  /** An ACL by which the owner alone has all modes. */
  rules(path: string): string
}

/** When the clock of an audited pod starts. */
export const start = '2026-11-22T10:00:00.000Z'
export const minute = 60_000

/** What is told of the request itself. */
export const noted = ({ kind, resource, method, status }: Told) => [kind, resource, method, status]

/** Whoever opens it closes its pod. */
export async function openAuditedPod(changes: Changes = {}): Promise<AuditedPod> {
  let now = Date.parse(start)
  const pod = await openPod({ now: () => now, ...changes })
  const alice = pod.as(pod.alice)
  const asBob = pod.as(bob)
  return { pod, alice, asBob, pass: (milliseconds) => void (now += milliseconds), log, rules }

  async function log(query = ''): Promise<Told[]> {
    const headers = { accept: 'application/json' }
    const response = await alice('GET', `.well-known/access-log${query}`, { headers })
    expect(response.status).toBe(200)
    return (await response.json()) as Told[]
  }

  function rules(path: string): string {
    const hers = [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control'] as const
    return aclFor(pod.root + path, [hers])
  }
}
