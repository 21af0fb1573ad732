// A fetch for the length of one request: a host that hangs costs its time once, not at every look.

type Fetch = typeof globalThis.fetch

/** Does not ask an address again that failed; what answered is asked again at every decision. */
export function withoutRetries(fetch: Fetch): Fetch {
  const failures = new Map<string, unknown>()
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (failures.has(url)) throw failures.get(url)
    try {
      return await fetch(input, init)
    } catch (error) {
      failures.set(url, error)
      throw error
    }
  }
}
