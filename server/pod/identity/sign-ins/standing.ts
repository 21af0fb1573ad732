// The generation of a person: a counter that moves with everything that begins or ends a sign-in of
// hers. Who has checked a token at one generation need not look again before it moves; and what ends
// things commits under the condition that it has not moved, so that nothing that begins is missed.
import type { Condition, Store, Write } from '../../../store/store.ts'

/** What must be committed under conditions, together with what it belongs to or by itself. */
export interface Change {
  readonly writes: readonly Write[]
  readonly conditions: readonly Condition[]
}

/**
 * Belongs into every commit that ends a sign-in, an app's access, a credential or a password: every
 * token of this person is checked in full at its next use, in every process.
 */
export function generationWrite(webId: string): Write {
  return { key: generationKey(webId), add: 1 }
}

/** The generation that a person is at; 0 when nothing has moved it yet. Only good for comparing. */
export async function generationOf(store: Store, webId: string): Promise<number> {
  return (await store.get(generationKey(webId)))?.revision ?? 0
}

/** Holds as long as nothing has begun or ended since `generationOf` gave this. */
export function atGeneration(webId: string, generation: number): Condition {
  const key = generationKey(webId)
  return generation === 0 ? { key, absent: true } : { key, revision: generation }
}

function generationKey(webId: string) {
  return ['identity', 'generation', webId]
}
