// Wakes a loop that waits: storages that have news are noted until it looks.

export interface Bell {
  /** Notes a storage ('/alice/'), or all of them, and wakes who waits. */
  ring(root: string | undefined): void
  /** What was noted since the last call, waiting until there is something; empty at the signal. */
  heard(signal: AbortSignal): Promise<readonly (string | undefined)[]>
}

/** A bell that nobody has rung. Ringing for all storages takes the place of ringing for some. */
export function createBell(): Bell {
  const noted = new Set<string | undefined>()
  let wake: (() => void) | undefined
  return { ring, heard }

  function ring(root: string | undefined) {
    noted.add(root)
    wake?.()
  }

  async function heard(signal: AbortSignal) {
    if (noted.size === 0) await rungOr(signal)
    const roots = noted.has(undefined) ? [undefined] : [...noted]
    noted.clear()
    return signal.aborted ? [] : roots
  }

  function rungOr(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve
      signal.addEventListener('abort', () => resolve(), { once: true })
      if (signal.aborted) resolve()
    })
  }
}
