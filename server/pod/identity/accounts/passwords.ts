// Passwords: how they are made, kept and compared. The one import of the hash library.
import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id; 19 MiB, two passes, one lane: the least that OWASP recommends for new systems. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Of a password that nobody knows: compared with when there is no account, so that both answers take
// as long. Made with the same cost.
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$WT9SrD+Q8t4c1WPm4dHFzA$kJl1f88Px1wZuR+txt9FJPnfEBdbT3HPIznknLO+WfE'

/** A hash in PHC form: '$argon2id$v=19$…'. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

/** Whether the password is right; false, after as long a time, when there is no hash. */
export async function isPassword(kept: string | undefined, given: string): Promise<boolean> {
  const matches = await verify(kept ?? nobodysHash, given)
  return kept !== undefined && matches
}

// Without what looks alike: 0 and o, 1 and l and i.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to write down: 'k7mwp-3xq9d-…', four groups, about 99 bits. */
export function generatePassword(): string {
  return Array.from({ length: 4 }, fiveLetters).join('-')
}

function fiveLetters(): string {
  return Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
}
