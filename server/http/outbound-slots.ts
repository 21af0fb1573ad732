// How many requests may be on their way out at once: in all, and to one site, so that a slow site
// holds up itself and leaves room for the others.

/** There is no place at this moment, which says nothing about the host that was to be asked. */
export class Crowded extends TypeError {
  override readonly name = 'Crowded'
}

export interface Slots {
  /**
   * Takes a slot; returns what gives it back.
   * @throws Crowded when there is none
   */
  take(hostname: string): () => void
}

export function createSlots(limits: { readonly total: number; readonly perSite: number }): Slots {
  const taken = new Map<string, number>()
  let total = 0
  return { take }

  function take(hostname: string) {
    const site = siteOf(hostname)
    const here = taken.get(site) ?? 0
    if (total >= limits.total) throw new Crowded('Too many outbound requests at once')
    if (here >= limits.perSite) throw new Crowded('Too many outbound requests to one site at once')
    taken.set(site, here + 1)
    total++
    return () => giveBack(site)
  }

  function giveBack(site: string) {
    const left = taken.get(site)! - 1
    if (left > 0) taken.set(site, left)
    else taken.delete(site)
    total--
  }
}

/**
 * Names below one name count as one, for whoever has it can make any number of them.
 * 'a.b.pods.example' → 'pods.example'; '192.0.2.7' stays as it is
 */
export function siteOf(hostname: string): string {
  const isAddress = /^\[|^[\d.]+$/.test(hostname)
  return isAddress ? hostname : hostname.replace(/\.$/, '').split('.').slice(-2).join('.')
}
