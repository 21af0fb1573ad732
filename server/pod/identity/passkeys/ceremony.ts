// A ceremony from its challenge to its end: each challenge is good once, for one purpose, five minutes.
import { Stale } from '../../../store/store.ts'
import type { Store } from '../../../store/store.ts'
import { readAccount } from '../accounts/accounts.ts'
import { issueOnce, takeOnce } from '../one-time.ts'
import { Refusal } from '../pages/refusal.ts'
import type { NewLogin } from '../provider/provider.ts'
import { challengeOf, handleOf, readAnswer, transportsOf } from './answer.ts'
import type { Answer } from './answer.ts'
import { madePasskey, provenCount } from './ceremonies.ts'
import type { PublicPasskey } from './ceremonies.ts'
import { ceremonyMs, creationOptions, requestOptions, siteOf } from './options.ts'
import type { Person } from './options.ts'
import { findPasskey, handleFor, usedWrites } from './passkeys.ts'
import type { KeptPasskey } from './passkeys.ts'

export interface CeremonyWorld {
  readonly store: Store
  readonly baseUrl: string
  /** Milliseconds. */
  readonly now: () => number
}

/** A passkey that was just made, before it belongs to an account. */
export interface MadePasskey {
  readonly made: PublicPasskey
  readonly transports: readonly string[]
}

/** Of nobody: answers for unknown passkeys are judged by it, so that they take as long. */
const nobodysKey =
  'pQECAyYgASFYIBVzH7ponTCIfhviWtlQRLzSp4EQcqkVtBfBlyeWSgMIIlggw_-aBl5tP3pYKB0x16gXO6iMn-xLuB00AgEmlPzhBmE'

/** @param subject What the proof is for, such as a sign-in: it is good for nothing else. */
export async function optionsToProve(world: CeremonyWorld, subject: string) {
  return requestOptions(siteOf(world.baseUrl), await newChallenge(world, `prove ${subject}`))
}

/** @param known Credential ids that the person has already. */
export async function optionsToMake(
  world: CeremonyWorld,
  subject: string,
  person: Person,
  known: readonly string[] = [],
) {
  const challenge = await newChallenge(world, `make ${subject}`)
  return creationOptions(siteOf(world.baseUrl), challenge, person, known)
}

/**
 * The login of whoever proved one of her passkeys.
 * @throws Refusal forbidden when it is no proof, or the passkey says that it has been copied
 */
export async function provenLogin(
  world: CeremonyWorld,
  subject: string,
  text: string,
): Promise<NewLogin> {
  const { answer, challenge } = await answerFor(world, `prove ${subject}`, text)
  const kept = await findPasskey(world.store, answer.id)
  const known = kept?.record ?? { id: answer.id, publicKey: nobodysKey, counter: 0 }
  const count = await provenCount(siteOf(world.baseUrl), challenge, answer, known)
  if (!kept || count === undefined || !isFor(answer, kept)) throw refused()
  // Before the use is noted, which a passkey that has been removed does not let happen: so whoever
  // removes it later changes the account after this.
  const account = (await readAccount(world.store, kept.webId))?.entry.revision ?? 0
  await noteUse(world, kept, count)
  return { accountId: kept.webId, by: 'passkey', account }
}

/** @throws Refusal forbidden when the answer is not in order */
export async function newPasskey(
  world: CeremonyWorld,
  subject: string,
  text: string,
): Promise<MadePasskey> {
  const { answer, challenge } = await answerFor(world, `make ${subject}`, text)
  const made = await madePasskey(siteOf(world.baseUrl), challenge, answer)
  if (!made) throw refused()
  return { made, transports: transportsOf(answer) }
}

function newChallenge(world: CeremonyWorld, subject: string): Promise<string> {
  return issueOnce(world, 'challenge', { subject, lastsMs: ceremonyMs })
}

/** Uses the challenge up, before anything is judged. */
async function answerFor(world: CeremonyWorld, subject: string, text: string) {
  const answer = readAnswer(text)
  const challenge = answer ? challengeOf(answer) : ''
  if ((await takeOnce(world, 'challenge', challenge)) !== subject || !answer) throw refused()
  return { answer, challenge }
}

function isFor(answer: Answer, { webId }: KeptPasskey): boolean {
  return handleOf(answer) === handleFor(webId)
}

/** Source: Web Authentication Level 3, §6.1.1 (a count that does not grow tells of a copy). */
async function noteUse({ store, now }: CeremonyWorld, kept: KeptPasskey, count: number) {
  const before = kept.record.counter
  const counts = count > 0 || before > 0
  if (counts && count <= before) throw new Refusal('forbidden', 'passkeyCopied')
  const { writes, conditions } = usedWrites(kept, count, now())
  try {
    await store.commit(writes, conditions)
  } catch (error) {
    // Used elsewhere, or removed, at this very moment.
    throw error instanceof Stale ? refused() : error
  }
}

function refused(): Refusal {
  return new Refusal('forbidden', 'passkeyWrong')
}
