// The leadership of a process that has the store for itself: every job runs from the start.
import type { Lead } from '../../server/leader.ts'

/** Runs a job at once, until it is closed. */
export const alone: Lead = (_name, job) => {
  const stop = new AbortController()
  const running = job(stop.signal)
  return { close }

  async function close() {
    stop.abort()
    await running
  }
}
