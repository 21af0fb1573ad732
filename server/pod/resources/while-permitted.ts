// Long answers: access is decided again while they are sent.
import { readNeeds } from '../access/modes.ts'
import type { Ask, Pod } from './ask.ts'
import { permit } from './permit.ts'

/** How long an answer may go on after access has ended. */
const recheckMilliseconds = 1_000

/**
 * The pieces of an answer to a read, for as long as the asker may read.
 * @throws Problem credentials-required, forbidden or grant-does-not-cover in the middle
 */
export async function* whilePermitted(
  pod: Pod,
  ask: Ask,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let decided = pod.now()
  for await (const piece of pieces) {
    if (pod.now() - decided >= recheckMilliseconds) {
      await permit(pod, ask, readNeeds)
      decided = pod.now()
    }
    yield piece
  }
}
