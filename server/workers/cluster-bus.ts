// The bus of a server that is several processes: what one of them tells, the primary passes on.
import { openLocalBus } from '../bus.ts'
import type { Bus } from '../bus.ts'
import type { LineToPrimary, LineToWorker } from './messages.ts'

export function openClusterBus(line: LineToPrimary): Bus {
  const here = openLocalBus()
  line.listen((message) => {
    if (message.kind === 'told') here.tell(message.topic, message.name)
  })
  return {
    listen: here.listen,
    tell(topic, name) {
      here.tell(topic, name)
      line.send({ kind: 'tell', topic, name })
    },
  }
}

/** Lets a worker be heard by all others, whoever these are at the moment. */
export function passOn(line: LineToWorker, others: () => readonly LineToWorker[]): void {
  line.listen((message) => {
    if (message.kind !== 'tell') return
    const { topic, name } = message
    for (const each of others()) each.send({ kind: 'told', topic, name })
  })
}
