// Numbers for the operator, in the format of Prometheus. Labels come from small fixed sets: never
// paths, agents or addresses.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Room } from './rooms.ts'

export interface Answered {
  readonly room: Room
  readonly method: string
  /** '2xx', or 'cut' when the connection broke before there was any. */
  readonly status: string
  readonly seconds: number
}

/** How a commit ended; a stale one is decided again by whoever wanted it. */
export type CommitOutcome = 'done' | 'stale' | 'full' | 'failed'

export interface Metrics {
  answered(request: Answered): void
  committed(outcome: CommitOutcome): void
  /** The numbers of now. */
  read(): Promise<MetricsText>
  /** The same in a form that can travel to another process, to be merged there. */
  values(): Promise<unknown>
  close(): void
}

export interface MetricsText {
  /** A media type. */
  readonly type: string
  readonly text: string
}

/** The values of several processes as one text: sums, and the longest delay. */
export async function mergedMetrics(all: readonly unknown[]): Promise<MetricsText> {
  return textOf(AggregatorRegistry.aggregate([...all] as object[]))
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'freehold_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer; the count is of requests',
    labelNames: ['room', 'method', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
    registers,
  })
  const commits = new Counter({
    name: 'freehold_commits_total',
    help: 'Commits to the store: done, stale (to be decided again), full (over quota), failed',
    labelNames: ['outcome'] as const,
    registers,
  })
  for (const outcome of ['done', 'stale', 'full', 'failed']) commits.inc({ outcome }, 0)
  const stopMeasuring = measureProcess(registers)
  return {
    answered: ({ room, method, status, seconds }) =>
      requests.observe({ room, method, status }, seconds),
    committed: (outcome) => commits.inc({ outcome }),
    read: () => textOf(registry),
    values: () => registry.getMetricsAsJSON(),
    close: stopMeasuring,
  }
}

async function textOf(registry: Registry): Promise<MetricsText> {
  return { type: registry.contentType, text: await registry.metrics() }
}

/** Gauges of this process, measured when they are read. What it gives back ends the measuring. */
function measureProcess(registers: Registry[]): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const lag = new Gauge({
    name: 'freehold_event_loop_lag_seconds',
    help: 'How late the event loop was since the last reading',
    labelNames: ['quantile'] as const,
    aggregator: 'max',
    registers,
    collect() {
      for (const [quantile, percent] of quantiles) {
        lag.set({ quantile }, Math.max(0, delay.percentile(percent) / 1e9 - 0.02))
      }
      delay.reset()
    },
  })
  const memory = new Gauge({
    name: 'freehold_memory_bytes',
    help: 'Memory of the process: resident, heap in use, buffers outside of the heap',
    labelNames: ['kind'] as const,
    registers,
    collect() {
      const { rss, heapUsed, external } = process.memoryUsage()
      memory.set({ kind: 'resident' }, rss)
      memory.set({ kind: 'heap' }, heapUsed)
      memory.set({ kind: 'external' }, external)
    },
  })
  const cpu = new Counter({
    name: 'freehold_cpu_seconds_total',
    help: 'Processor time that the process has used',
    registers,
    collect() {
      const { user, system } = process.cpuUsage()
      cpu.reset()
      cpu.inc((user + system) / 1e6)
    },
  })
  return () => void delay.disable()
}

const quantiles = [
  ['0.5', 50],
  ['0.99', 99],
  ['1', 100],
] as const
