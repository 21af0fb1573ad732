// How browsers are told to keep the cookies of sign-ins.
import { expect, it } from 'vitest'
import { settings } from '../../server/pod/identity/provider/settings.ts'
import { openMemoryStore } from '../../server/store/memory.ts'

const keys = { signing: [], cookies: ['new', 'old'], services: '', revision: 1 }
const cookiesAt = (issuer: string) =>
  settings({
    issuer,
    keys,
    store: openMemoryStore(),
    now: Date.now,
    fetch: globalThis.fetch,
    ownApps: new Map(),
    adapter: () => {
      throw new Error('Nothing is kept here')
    },
  }).cookies

it('are only sent over TLS, and cannot be set by another host, where there is TLS', () => {
  const { names, long, short } = cookiesAt('https://pods.example/')!

  expect(names!.session).toMatch(/^__Host-/)
  expect([names!.interaction, names!.resume]).toEqual([
    expect.stringMatching(/^__Secure-/),
    expect.stringMatching(/^__Secure-/),
  ])
  expect(long).toEqual({ httpOnly: true, sameSite: 'lax', secure: true, signed: true, path: '/' })
  expect(short).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: true, signed: true })
})

it('work without TLS on the developer’s own machine', () => {
  const { names, long } = cookiesAt('http://localhost:3000/')!

  expect(names!.session).toBe('_session')
  expect(long).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false })
})

it('are signed with the newest key, and known by the older ones', () => {
  expect(cookiesAt('https://pods.example/')!.keys).toEqual(['new', 'old'])
})
