// The memory of proofs already used.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSeenProofs } from '../../server/authentication/seen-proofs.ts'

const start = 1_700_000_000

describe('the memory of used proofs', () => {
  it('tells the first use from every later one, for as long as a proof is accepted', async () => {
    const uses = fc.array(
      fc.record({ jti: fc.constantFrom('a', 'b', 'c'), wait: fc.integer({ min: 0, max: 40 }) }),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(uses, async (steps) => {
        const clock = { seconds: start }
        const seen = createSeenProofs(() => clock.seconds * 1000)
        const made = new Map<string, number>()

        for (const { jti, wait } of steps) {
          clock.seconds += wait
          const before = made.get(jti)
          const known = before !== undefined && clock.seconds - before <= 120
          const iat = known ? before : clock.seconds
          made.set(jti, iat)

          const use = await seen.use({ thumbprint: 'key', jti, iat })

          expect(use).toBe(known ? 'used' : 'first')
        }
      }),
    )
  })

  it('does not know about proofs from before it began', async () => {
    const seen = createSeenProofs(() => start * 1000 + 900)
    const proof = { thumbprint: 'key', jti: 'a' }

    expect(await seen.use({ ...proof, iat: start - 1 })).toBe('before-start')
    expect(await seen.use({ ...proof, iat: start })).toBe('first')
  })

  it('lets nothing new in while it is full, and still knows what was used', async () => {
    const clock = { seconds: start }
    const seen = createSeenProofs(() => clock.seconds * 1000, 2)
    const use = async (jti: string) => seen.use({ thumbprint: 'key', jti, iat: clock.seconds })
    await use('a')
    await use('b')

    expect(await use('c')).toBe('full')
    expect(await use('a')).toBe('used')
    clock.seconds += 200
    expect(await use('c')).toBe('first')
  })
})
