// What every bus promises, told once and held against each of them.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openLocalBus } from '../../server/bus.ts'
import type { Bus } from '../../server/bus.ts'
import { openClusterBus, passOn } from '../../server/workers/cluster-bus.ts'
import type { Line, LineToWorker } from '../../server/workers/messages.ts'

/** Where some who share a bus are; `cut` ends the way of one of them. */
interface Place {
  readonly buses: readonly Bus[]
  cut(index: number): void
}

const places: Record<string, () => Place> = {
  'of one process': () => {
    const bus = openLocalBus()
    return { buses: [bus, bus, bus], cut: () => undefined }
  },
  'of several processes': () => {
    const ends = Array.from({ length: 3 }, () => openLine())
    const workers = ends.map(({ primary }) => primary)
    for (const each of workers) {
      passOn(each, () => workers.filter((other) => other !== each))
    }
    return {
      buses: ends.map(({ worker }) => openClusterBus(worker)),
      cut: (index) => ends[index]!.cut(),
    }
  },
}

describe.each(Object.entries(places))('the bus %s', (_name, open) => {
  let place: Place
  let heard: string[]
  beforeEach(() => {
    place = open()
    heard = []
  })

  const listen = (index: number, topic: 'change' | 'channel' = 'change') =>
    place.buses[index]!.listen(topic, (name) => heard.push(`${index} ${name}`))

  const settled = (...expected: string[]) =>
    vi.waitFor(() => expect(heard.toSorted()).toEqual(expected))

  it('tells everybody who listens once, the teller too', async () => {
    for (const index of [0, 1, 2]) listen(index)

    place.buses[1]!.tell('change', '/alice/')

    await settled('0 /alice/', '1 /alice/', '2 /alice/')
  })

  it('tells nobody of other topics, and nobody who has stopped listening', async () => {
    listen(0, 'channel')
    const stop = listen(1)
    listen(2)
    stop()

    place.buses[0]!.tell('change', '/alice/')

    await settled('2 /alice/')
  })

  it('tells after it has returned, in the order in which it was told', async () => {
    listen(0)
    listen(2)

    place.buses[0]!.tell('change', 'first')
    place.buses[0]!.tell('change', 'second')
    expect(heard).toEqual([])

    await vi.waitFor(() => expect(heard).toHaveLength(4))
    for (const index of [0, 2]) {
      const own = heard.filter((each) => each.startsWith(`${index} `))
      expect(own).toEqual([`${index} first`, `${index} second`])
    }
  })

  it('never fails the one who tells, also when it reaches nobody', () => {
    place.cut(0)

    expect(() => place.buses[0]!.tell('change', '/alice/')).not.toThrow()
  })
})

/** A way between a primary and a worker: what is said comes later, and is a copy. */
function openLine() {
  const { port1, port2 } = new MessageChannel()
  const primary = endOf(port1) as LineToWorker
  const worker = endOf(port2)
  return { primary, worker, cut: () => port1.close() }
}

function endOf(port: MessagePort): Line<unknown, never> {
  const hearers = new Set<(message: never) => void>()
  port.addEventListener('message', ({ data }) => {
    for (const hear of hearers) hear(data as never)
  })
  port.start()
  return {
    send: (message) => port.postMessage(message),
    listen(hear) {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
  }
}
