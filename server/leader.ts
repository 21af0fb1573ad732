// What one process must do, though several serve a store: sweeps, deliveries. That one holds a lease
// in the store; when it dies, another one takes the lease over within seconds.
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from './log.ts'
import { Stale } from './store/store.ts'
import type { Store } from './store/store.ts'

export interface LeadershipWorld {
  readonly store: Store
  /** Milliseconds, much the same in all processes. */
  readonly now: () => number
  /** Names this process among those on the store. */
  readonly id: string
  readonly log: Log
  /** How often the holder renews the lease and the others look at it; 1.5 s unless told. */
  readonly renewMs?: number
  /** How long others wait for a holder that died; 4.5 s unless told. */
  readonly lastsMs?: number
}

/** Returns soon after its signal. When it fails before, that is logged and it is begun again. */
export type Job = (signal: AbortSignal) => Promise<void>

/** Runs a job whenever this process leads; `close` ends it and waits until it has returned. */
export type Lead = (name: string, job: Job) => { close(): Promise<void> }

export interface Leadership {
  readonly lead: Lead
  /** Ends all jobs, then gives the lease back, so that another process leads at its next look. */
  close(): Promise<void>
}

interface Led {
  readonly name: string
  readonly job: Job
  readonly closed: AbortController
  running: Promise<void>
}

const usual = { renewMs: 1_500, lastsMs: 4_500 }

/**
 * Leads as soon as nobody else does. A process that was stopped and wakes up late may believe for a
 * moment that it still leads: what jobs commit must be under conditions.
 */
export function openLeadership(world: LeadershipWorld): Leadership {
  const { renewMs, lastsMs } = { ...usual, ...world }
  const { log } = world
  const stopped = new AbortController()
  const jobs = new Set<Led>()
  let reign = endedReign()
  const campaigning = campaign()
  return { lead, close }

  async function campaign() {
    while (!stopped.signal.aborted) {
      await look()
      await pauseFor(renewMs, stopped.signal)
    }
    reign.end()
  }

  async function look() {
    const asked = performance.now()
    try {
      if (!(await hold(world, lastsMs))) return reign.end()
      if (reign.signal.aborted) begin()
      reign.prolong(asked + lastsMs - performance.now())
    } catch (err) {
      log.warn({ err }, 'could not look after the lease')
    }
  }

  function begin() {
    reign = newReign()
    for (const each of jobs) start(each)
  }

  function lead(name: string, job: Job) {
    const led = { name, job, closed: new AbortController(), running: Promise.resolve() }
    jobs.add(led)
    start(led)
    return { close: () => end(led) }
  }

  function start(led: Led) {
    const signal = AbortSignal.any([reign.signal, led.closed.signal])
    led.running = led.running.then(() => keepRunning(led, signal))
  }

  async function keepRunning({ name, job }: Led, signal: AbortSignal) {
    while (!signal.aborted) {
      try {
        return await job(signal)
      } catch (err) {
        if (!signal.aborted) log.error({ err, job: name }, 'a job of the leader failed')
        await pauseFor(renewMs, signal)
      }
    }
  }

  async function end(led: Led) {
    jobs.delete(led)
    led.closed.abort()
    await led.running
  }

  async function close() {
    stopped.abort()
    await campaigning
    await Promise.all([...jobs].map(({ running }) => running))
    // Else it ends by itself.
    await giveBack(world).catch((err: unknown) => log.warn({ err }, 'kept the lease'))
  }
}

/** Does something at once and then every so often, until the signal. */
export async function repeat(
  everyMs: number,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await work()
    await pauseFor(everyMs, signal)
  }
}

/** Resolves early when the signal comes. */
async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined)
}

/** One stretch of leading: it ends by itself when nothing prolongs it. */
interface Reign {
  readonly signal: AbortSignal
  prolong(ms: number): void
  end(): void
}

function newReign(): Reign {
  const over = new AbortController()
  let timer: NodeJS.Timeout | undefined
  return { signal: over.signal, prolong, end }

  function prolong(ms: number) {
    clearTimeout(timer)
    timer = setTimeout(end, ms).unref()
  }

  function end() {
    clearTimeout(timer)
    over.abort()
  }
}

function endedReign(): Reign {
  const reign = newReign()
  reign.end()
  return reign
}

const key = ['server', 'leader']

interface Lease {
  readonly holder: string
  /** Milliseconds since 1970. */
  readonly until: number
}

/** Takes or renews the lease; whether it is ours now. */
async function hold({ store, now, id }: LeadershipWorld, lastsMs: number): Promise<boolean> {
  const entry = await store.get(key)
  if (entry && isForeign(readLease(entry.value), { id, at: now(), lastsMs })) return false
  const value = Buffer.from(JSON.stringify({ holder: id, until: now() + lastsMs }))
  const unchanged = entry ? { key, revision: entry.revision } : ({ key, absent: true } as const)
  return committed(store.commit([{ key, value }], [unchanged]))
}

async function giveBack({ store, id }: LeadershipWorld): Promise<void> {
  const entry = await store.get(key)
  if (!entry || readLease(entry.value).holder !== id) return
  await committed(store.commit([{ key, value: null }], [{ key, revision: entry.revision }]))
}

/** Whether another one holds it. An end too far away was set by a clock that has been put right. */
function isForeign({ holder, until }: Lease, me: { id: string; at: number; lastsMs: number }) {
  return holder !== me.id && until > me.at && until <= me.at + 2 * me.lastsMs
}

async function committed(commit: Promise<void>): Promise<boolean> {
  try {
    await commit
    return true
  } catch (error) {
    if (error instanceof Stale) return false
    throw error
  }
}

function readLease(value: Uint8Array): Lease {
  return JSON.parse(Buffer.from(value).toString()) as Lease
}
