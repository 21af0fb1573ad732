// Wakes a loop that waits: storages that have news are noted until it looks.

export interface Bell {
  /** Notes a storage ('/alice/'), or all of them, and wakes who waits. */
  ring(root: string | undefined): void
  /** What was noted since the last call, waiting until there is something; [] at the end. */
  heard(): Promise<readonly (string | undefined)[]>
}

/** A bell that nobody has rung. Ringing for all storages takes the place of ringing for some. */
export function createBell(end: AbortSignal): Bell {
  const noted = new Set<string | undefined>()
  let wake: (() => void) | undefined
  end.addEventListener('abort', () => wake?.(), { once: true })
  return { ring, heard }

  function ring(root: string | undefined) {
    noted.add(root)
    wake?.()
  }

  async function heard() {
    if (noted.size === 0 && !end.aborted) await new Promise<void>((resolve) => (wake = resolve))
    const roots = noted.has(undefined) ? [undefined] : [...noted]
    noted.clear()
    return end.aborted ? [] : roots
  }
}
