// The ways between the processes of a server, over the channels that node:cluster opens.
import type { Worker } from 'node:cluster'
import type { Line, LineToPrimary, LineToWorker, ToPrimary, ToWorker } from './messages.ts'

/** Whoever sends may find the channel closed at any moment: the other end notices by itself. */
const unheard = () => {}

/** From this worker to its primary. */
export function primaryLine(): LineToPrimary {
  return {
    send(message: ToPrimary) {
      if (process.connected) process.send?.(message, undefined, undefined, unheard)
    },
    listen(hear: (message: ToWorker) => void) {
      process.on('message', hear)
      return () => void process.off('message', hear)
    },
  }
}

/** From the primary to one of its workers. */
export function workerLine(worker: Worker): LineToWorker {
  return {
    send(message: ToWorker) {
      if (worker.isConnected()) worker.send(message, unheard)
    },
    listen(hear: (message: ToPrimary) => void) {
      worker.on('message', hear)
      return () => void worker.off('message', hear)
    },
  }
}

/** The next message of a kind. */
export function heard<Said, Heard extends { kind: string }, Kind extends Heard['kind']>(
  line: Line<Said, Heard>,
  kind: Kind,
): Promise<Extract<Heard, { kind: Kind }>> {
  return new Promise((resolve) => {
    const stop = line.listen((message) => {
      if (message.kind !== kind) return
      stop()
      resolve(message as Extract<Heard, { kind: Kind }>)
    })
  })
}
