// HTTP as values: negotiation, preconditions, ranges, links.
import { describe, expect, it } from 'vitest'
import { negotiate } from '../../server/http/accept.ts'
import { linkText, linkedAs } from '../../server/http/links.ts'
import { checkRead, checkWrite } from '../../server/http/preconditions.ts'
import { rangeOf } from '../../server/http/ranges.ts'

describe('negotiation', () => {
  const offered = ['text/turtle', 'application/ld+json']

  it.each([
    [undefined, 'text/turtle'],
    ['', 'text/turtle'],
    ['*/*', 'text/turtle'],
    ['application/ld+json', 'application/ld+json'],
    ['Application/LD+JSON; profile="x"', 'application/ld+json'],
    ['text/*;q=0.5, application/*', 'application/ld+json'],
    ['text/turtle;q=0.3, application/ld+json;q=0.4', 'application/ld+json'],
    ['*/*;q=0.1, text/turtle;q=0', 'application/ld+json'],
    ['text/html, application/xhtml+xml;q=0.9, */*;q=0.8', 'text/turtle'],
    ['text/html', undefined],
    ['nonsense', undefined],
    ['text/turtle;q=2', undefined],
  ])('of %s chooses %s', (accept, expected) => {
    expect(negotiate(accept, offered)).toBe(expected)
  })

  it('looks at no more than a hundred ranges', () => {
    expect(negotiate(`${'a/b,'.repeat(1000)}text/turtle`, offered)).toBeUndefined()
  })
})

describe('preconditions', () => {
  const current = { etags: ['"a.ttl"', '"a.ld"'], modified: 1_000_000 }
  const later = new Date(1_000_001_000).toUTCString()
  const earlier = new Date(999_999_000).toUTCString()

  it.each([
    [{}, 'go-on'],
    [{ 'if-none-match': '"a.ttl"' }, 'not-modified'],
    [{ 'if-none-match': 'W/"a.ttl", "z"' }, 'not-modified'],
    [{ 'if-none-match': '"a.ld"' }, 'go-on'],
    [{ 'if-none-match': '*' }, 'not-modified'],
    [{ 'if-modified-since': later }, 'not-modified'],
    [{ 'if-modified-since': earlier }, 'go-on'],
    [{ 'if-modified-since': later, 'if-none-match': '"z"' }, 'go-on'],
    [{ 'if-modified-since': 'yesterday' }, 'go-on'],
    [{ 'if-match': '"z"' }, 'failed'],
  ])('of a read with %o: %s', (headers, outcome) => {
    expect(checkRead(headers, current)).toBe(outcome)
  })

  it.each([
    [{}, 'go-on'],
    [{ 'if-match': '"a.ld"' }, 'go-on'],
    [{ 'if-match': '"z", "a.ttl"' }, 'go-on'],
    [{ 'if-match': 'W/"a.ttl"' }, 'failed'],
    [{ 'if-match': '*' }, 'go-on'],
    [{ 'if-none-match': '*' }, 'failed'],
    [{ 'if-none-match': '"a.ld"' }, 'failed'],
    [{ 'if-unmodified-since': later }, 'go-on'],
    [{ 'if-unmodified-since': earlier }, 'failed'],
  ])('of a write with %o: %s', (headers, outcome) => {
    expect(checkWrite(headers, current)).toBe(outcome)
  })

  it('of a write to nothing: any If-Match fails, If-None-Match: * holds', () => {
    expect(checkWrite({ 'if-match': '*' }, undefined)).toBe('failed')
    expect(checkWrite({ 'if-none-match': '*' }, undefined)).toBe('go-on')
  })
})

/** Of a representation of ten bytes with the ETag "a". */
function part(range: string, ifRange?: string) {
  return rangeOf({ range, ...(ifRange && { 'if-range': ifRange }) }, { etag: '"a"', size: 10 })
}

describe('a range', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=2-5', { first: 2, last: 5 }],
    ['bytes=8-', { first: 8, last: 9 }],
    ['bytes=8-99', { first: 8, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', undefined],
    ['bytes=0-1,3-4', undefined],
    ['bytes=-', undefined],
    ['lines=1-2', undefined],
  ])('%s of ten bytes', (range, expected) => {
    expect(part(range)).toEqual(expected)
  })

  it('is left out when If-Range names another representation', () => {
    expect(part('bytes=0-0', '"a"')).toEqual({ first: 0, last: 0 })
    expect(part('bytes=0-0', '"b"')).toBeUndefined()
    expect(part('bytes=0-0', new Date().toUTCString())).toBeUndefined()
  })
})

describe('links', () => {
  it('are read by relation, whatever else they say', () => {
    const header = '<http://a/>; rel="type", <http://b/>; title="x, y"; rel="up type" ,<c>;rel=type'

    expect(linkedAs(header, 'type')).toEqual(['http://a/', 'http://b/', 'c'])
    expect(linkedAs(header, 'up')).toEqual(['http://b/'])
    expect(linkedAs(undefined, 'type')).toEqual([])
  })

  it('are read again as they are written', () => {
    const text = linkText({ target: 'https://pods.example/alice/x.acl', rel: 'acl' })

    expect(linkedAs(text, 'acl')).toEqual(['https://pods.example/alice/x.acl'])
  })
})
