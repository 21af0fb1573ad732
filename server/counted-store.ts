// A store that tells how its commits end.
import type { CommitOutcome } from './metrics.ts'
import { OverLimit, Stale } from './store/store.ts'
import type { Store } from './store/store.ts'

export function countedStore(store: Store, tell: (outcome: CommitOutcome) => void): Store {
  return { ...store, commit }

  async function commit(...args: Parameters<Store['commit']>): Promise<void> {
    try {
      await store.commit(...args)
    } catch (error) {
      tell(outcomeOf(error))
      throw error
    }
    tell('done')
  }
}

function outcomeOf(error: unknown): CommitOutcome {
  if (error instanceof Stale) return 'stale'
  return error instanceof OverLimit ? 'full' : 'failed'
}
