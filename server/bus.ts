// Telling the other processes of this server that something has changed. What is told is a hint: it
// may be lost or come twice, so whoever listens reads the store, and looks again now and then.

/** What is told of, and about which of its kind: 'change', '/alice/'. */
export type Topic = 'change' | 'channel'

export interface Bus {
  /** Tells every listener, in this process too; never waits for them, never throws. */
  tell(topic: Topic, name: string): void
  /** Calls `hear` with each name that is told; returns what ends it. */
  listen(topic: Topic, hear: (name: string) => void): () => void
}

/** The bus of a server that is one process. */
export function openLocalBus(): Bus {
  const listeners = new Map<Topic, Set<(name: string) => void>>()
  return { tell, listen }

  function tell(topic: Topic, name: string) {
    for (const hear of listeners.get(topic) ?? []) queueMicrotask(() => hear(name))
  }

  function listen(topic: Topic, hear: (name: string) => void) {
    const known = listeners.get(topic) ?? new Set()
    listeners.set(topic, known.add(hear))
    return () => void known.delete(hear)
  }
}
