// Letting time pass, and how much of it before trying again.

/** Resolves after some time, or at once when the signal is aborted meanwhile. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

/** More would not fit the timers of any platform. */
const longestMs = 2_000_000_000

export async function waiting(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(end, Math.min(ms, longestMs))
    signal.addEventListener('abort', end)
    function end() {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
  })
}

/** Up to 1 s, 2 s, 4 s … 60 s, at random so that all clients of a server do not come back at once. Pure. */
export function pauseMs(failures: number, random: number): number {
  return random * Math.min(60_000, 1000 * 2 ** failures)
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
