// Asks a pod's provider, as an agent of our own, whether it lets that agent in.

export interface Probe {
  readonly resource: string
  /** What the agent is called: 'canary'. */
  readonly agent: string
  /** A fetch signed in as the agent. */
  readonly fetch: typeof globalThis.fetch
  readonly expected: 'let in' | 'kept out'
}

/** What a probe met: a status, or 'no answer'. */
export type Met = number | 'no answer'

const patienceMs = 10_000
const atOnce = 8

/** The probes that did not meet what they expected, in words; [] when the provider enforces. */
export async function failedProbes(probes: readonly Probe[]): Promise<string[]> {
  const failures: string[] = []
  for (let first = 0; first < probes.length; first += atOnce) {
    const batch = probes.slice(first, first + atOnce)
    const met = await Promise.all(batch.map(head))
    failures.push(...batch.flatMap((probe, index) => failureOf(probe, met[index]!)))
  }
  return failures
}

async function head({ fetch, resource }: Probe): Promise<Met> {
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(resource, { method: 'HEAD', redirect: 'manual', signal })
    return response.status
  } catch {
    // Whatever went wrong on the way: nothing was proved.
    return 'no answer'
  }
}

function failureOf({ resource, agent, expected }: Probe, met: Met): string[] {
  const isMet = expected === 'let in' ? met === 200 : met === 401 || met === 403
  if (isMet) return []
  const wanted = expected === 'let in' ? '200' : '401 or 403'
  return [`The ${agent}'s HEAD ${resource} should have met ${wanted}, but met ${met}`]
}
