// One process of a server that asks who is there: it shares nothing with the others but the store.
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { createStanding } from '../../server/pod/identity/sign-ins/still-holds.ts'
import { openKeyRing } from '../../server/pod/identity/keys/keys.ts'
import { publicKeys } from '../../server/pod/identity/keys/key-times.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import { openFrontDoor } from './front-door.ts'
import { cardText } from './simulated-issuer.ts'

export interface StandingDoor {
  /** Answers signed-in requests with the agent it sees. */
  readonly url: string
  close(): Promise<void>
}

/** A door over the store in this folder, for tokens of this issuer; every WebID trusts it. */
export async function openStandingDoor(folder: string, issuer: string): Promise<StandingDoor> {
  const store = openLmdbStore(folder)
  const now = Date.now
  const keys = await openKeyRing(store, now)
  const door = await openFrontDoor(now, {
    localIssuer: {
      issuer,
      jwks: async () => publicKeys(await keys.current()),
      stillHolds: createStanding({ store, now, keys }),
    },
    localWebIdRevision: async () => 1,
    localWebIdDocument: async (webId) => parseTurtle(cardText(webId, issuer), webId),
  })
  return { url: door.url, close }

  async function close() {
    await door.close()
    await store.close()
  }
}
