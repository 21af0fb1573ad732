// Wakes those who wait for something to happen to a storage or a channel. What is told on the bus may
// be lost, so everybody wakes up now and then without it.
import type { Bus, Topic } from '../../bus.ts'

export interface Alarm {
  /** Resolves when it rings, at once if it has since the last time, or after so many milliseconds. */
  wait(milliseconds: number): Promise<void>
  ring(): void
  /** Rings no more. */
  close(): void
}

export interface Alarms {
  /** An alarm that rings whenever one of the names is told on the bus. */
  set(names: Readonly<Record<Topic, string>>): Alarm
  close(): void
}

const topics: readonly Topic[] = ['change', 'channel']

export function openAlarms(bus: Bus): Alarms {
  const alarms = new Map<string, Set<Alarm>>()
  const endings = topics.map((topic) =>
    bus.listen(topic, (name) => alarms.get(`${topic} ${name}`)?.forEach((each) => each.ring())),
  )
  return { set, close: () => endings.forEach((end) => end()) }

  function set(names: Readonly<Record<Topic, string>>): Alarm {
    const keys = topics.map((topic) => `${topic} ${names[topic]}`)
    const alarm: Alarm = { ...createBell(), close: () => keys.forEach((key) => remove(key, alarm)) }
    for (const key of keys) alarms.set(key, (alarms.get(key) ?? new Set()).add(alarm))
    return alarm
  }

  function remove(key: string, alarm: Alarm) {
    const others = alarms.get(key)
    others?.delete(alarm)
    if (others?.size === 0) alarms.delete(key)
  }
}

function createBell() {
  let hasRung = false
  let wake: (() => void) | undefined
  return { wait, ring }

  async function wait(milliseconds: number): Promise<void> {
    if (!hasRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    hasRung = false
    wake = undefined
  }

  function ring(): void {
    hasRung = true
    wake?.()
  }
}
