// The numbers of all workers as one: whichever of them is asked.
import { randomUUID } from 'node:crypto'
import { mergedMetrics } from '../metrics.ts'
import type { Metrics } from '../metrics.ts'
import type { LineToPrimary, LineToWorker } from './messages.ts'

/** How long a worker may take to say its numbers; later ones are left out. */
const patienceMs = 2_000

/** The metrics of this worker, which also speak for the others. */
export function sharedMetrics(own: Metrics, line: LineToPrimary): Metrics {
  line.listen(async (message) => {
    if (message.kind !== 'measure') return
    line.send({ kind: 'measured', id: message.id, values: await own.values() })
  })
  return { ...own, read: async () => mergedMetrics(await all()) }

  function all(): Promise<readonly unknown[]> {
    const id = randomUUID()
    return new Promise((resolve) => {
      const stop = line.listen((message) => {
        if (message.kind !== 'measurements' || message.id !== id) return
        stop()
        resolve(message.all)
      })
      line.send({ kind: 'measure-all', id })
    })
  }
}

/** Lets a worker ask for the numbers of all of them, itself included. */
export function measureFor(line: LineToWorker, everybody: () => readonly LineToWorker[]): void {
  line.listen(async (message) => {
    if (message.kind !== 'measure-all') return
    const { id } = message
    const values = await Promise.all(everybody().map((each) => valuesOf(each, id)))
    const all = values.filter((each) => each !== undefined)
    line.send({ kind: 'measurements', id, all })
  })
}

/** Undefined when it does not answer in time. */
function valuesOf(line: LineToWorker, id: string): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, patienceMs).unref()
    const stop = line.listen((message) => {
      if (message.kind === 'measured' && message.id === id) finish(message.values)
    })
    line.send({ kind: 'measure', id })

    function finish(values?: unknown) {
      clearTimeout(timer)
      stop()
      resolve(values)
    }
  })
}
