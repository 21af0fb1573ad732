// How the URL of a proof and of a request are compared.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalTarget } from '../../server/authentication/dpop.ts'

const segment = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).map(encodeURIComponent)
const path = fc
  .array(segment, { maxLength: 5 })
  .map((segments) => `/${segments.filter((each) => !/^\.+$/.test(each)).join('/')}`)
const origin = fc.constantFrom('https://pods.example', 'http://localhost:3000')

describe('the target of a proof', () => {
  it.each([
    ['HTTPS://Pods.Example:443', 'https://pods.example/'],
    ['http://localhost:80/a', 'http://localhost/a'],
    ['https://pods.example/%7ea/%c3%a9?x=1#y', 'https://pods.example/~a/%C3%A9'],
    ['https://pods.example/a b', 'https://pods.example/a%20b'],
    ['https://pods.example/a%2fb', 'https://pods.example/a%2Fb'],
  ])('%s is the same as %s', (text, normal) => {
    expect(normalTarget(text)).toBe(normal)
  })

  it.each(['', 'pods.example', '/a', 'ftp://pods.example/', 'https://a@pods.example/', 'https://'])(
    'cannot be %j',
    (text) => {
      expect(normalTarget(text)).toBeUndefined()
    },
  )

  it('stays as it is once it is normal', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const normal = normalTarget(url)!

        expect(normalTarget(normal)).toBe(normal)
        expect(normal).not.toMatch(/[?#]/)
      }),
    )
  })

  it('does not depend on the case of escapes, nor on the query', () => {
    fc.assert(
      fc.property(origin, path, fc.webQueryParameters(), (host, where, query) => {
        const lower = where.replaceAll(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase())

        expect(normalTarget(`${host}${lower}?${query}`)).toBe(normalTarget(host + where))
      }),
    )
  })

  it('does not depend on whether letters are escaped that need not be', () => {
    fc.assert(
      fc.property(origin, path, (host, where) => {
        const escaped = where.replaceAll(/(?<!%|%.)[a-z0-9_-]/gi, (character) => {
          return `%${character.charCodeAt(0).toString(16)}`
        })

        expect(normalTarget(host + escaped)).toBe(normalTarget(host + where))
      }),
    )
  })

  it('is another one when the path is, be it by one slash', () => {
    fc.assert(
      fc.property(origin, path, path, (host, one, other) => {
        fc.pre(decodeURIComponent(one) !== decodeURIComponent(other))

        expect(normalTarget(host + one)).not.toBe(normalTarget(host + other))
        expect(normalTarget(`${host}${one}x/`)).not.toBe(normalTarget(`${host}${one}x`))
      }),
    )
  })
})
