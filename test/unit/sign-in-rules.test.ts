// What names and passwords can be, in which language pages speak, and where forms lead.
import { describe, expect, it } from 'vitest'
import { continueTo } from '../../server/pod/identity/forms/continue-to.ts'
import { likenessOf, nameFault, ownNameFault } from '../../server/pod/identity/accounts/names.ts'
import { en } from '../../server/pod/identity/pages/words/en.ts'
import { fr } from '../../server/pod/identity/pages/words/fr.ts'
import { wordsFor } from '../../server/pod/identity/pages/words/words.ts'
import { passwordFault } from '../../server/pod/identity/accounts/password-rules.ts'

describe('a name', () => {
  it.each(['a', 'alice', '4ever', 'jean-luc', 'a'.repeat(63)])('can be %j', (name) => {
    expect(ownNameFault(name)).toBeUndefined()
  })

  it.each([
    ['', 'nameMissing'],
    ['a'.repeat(64), 'nameLong'],
    ['Alice', 'nameLetters'],
    ['al_ice', 'nameLetters'],
    ['alice\n', 'nameLetters'],
    ['..', 'nameLetters'],
    ['éve', 'nameLetters'],
    ['-a', 'nameStart'],
    ['xn--80ak6aa92e', 'nameStart'],
    ['com1', 'nameDevice'],
    ['assets', 'nameReserved'],
  ])('cannot be %j, not even for the operator', (name, fault) => {
    expect(nameFault(name)).toBe(fault)
  })

  it('of the server itself is for the operator alone', () => {
    expect([nameFault('admin'), ownNameFault('admin')]).toEqual([undefined, 'nameReserved'])
  })

  it.each([
    ['paypal', 'paypa1'],
    ['paypal', 'pay-pal'],
    ['modern', 'modem'],
    ['oslo', '0slo'],
    ['cloe', 'doe'],
  ])('%s looks like %s', (one, other) => {
    expect(likenessOf(one)).toBe(likenessOf(other))
  })
})

describe('a password', () => {
  it.each([
    'a long walk',
    'correct horse battery',
    'aB3$xyzq',
    "alice's password",
    'пароль-из-слов',
  ])('can be %j', (password) => {
    expect(passwordFault(password, 'alice')).toBeUndefined()
  })

  it.each([
    ['1234567', 'passwordShort'],
    ['a'.repeat(201), 'passwordLong'],
    ['alice123', 'passwordName'],
    ['--ALICE--', 'passwordName'],
    ['password', 'passwordCommon'],
    ['Passw0rd', 'passwordCommon'],
    ['p@$$w0rd2026!', 'passwordCommon'],
    ['Qwertyuiop!', 'passwordCommon'],
    ['11111111', 'passwordCommon'],
    ['87654321', 'passwordCommon'],
    ['motdepasse1', 'passwordCommon'],
  ])('cannot be %j', (password, fault) => {
    expect(passwordFault(password, 'alice')).toBe(fault)
  })
})

describe('the language of a page', () => {
  it.each([
    ['fr-CH, fr;q=0.9, en;q=0.8', '', 'fr'],
    ['en;q=0.5, fr', '', 'fr'],
    ['de, fr;q=0.1', '', 'fr'],
    ['fr;q=0, en', '', 'en'],
    ['de', '', 'en'],
    ['*', '', 'en'],
    ['constructor, __proto__', '', 'en'],
    ['fr;q=x', '', 'en'],
    ['en', 'fr-CA', 'fr'],
    ['fr', 'de en', 'en'],
    ['fr', 'de', 'fr'],
  ])('for Accept-Language %j and an app that says %j is %s', (header, app, language) => {
    expect(wordsFor({ headers: { 'accept-language': header } }, app).language).toBe(language)
  })

  it('is English where a browser says nothing', () => {
    expect(wordsFor({ headers: {} }).language).toBe('en')
  })

  it('has every sentence, and none in the other language', () => {
    const sentences = (words: object): string[] =>
      Object.values(words).flatMap((each: unknown) =>
        typeof each === 'object' && each !== null ? sentences(each) : [String(each)],
      )
    const english = sentences(en)
    const same = sentences(fr).filter((each) => english.includes(each) && each.includes(' '))

    expect(same).toEqual([])
  })
})

describe('where a form leads', () => {
  it('is an app that asked for a sign-in here, else the account page', () => {
    const asked = '/.oidc/auth?client_id=a&redirect_uri=https%3A%2F%2Fapp.example%2F&scope=a+b'

    expect(continueTo(asked)).toBe(asked)
    for (const other of ['', '/', '/.oidc/authx?a', '//a/.oidc/auth?a=b', `${asked}\r\nX: y`]) {
      expect(continueTo(other)).toBe('/.account/')
    }
  })
})
