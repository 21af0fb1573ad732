// Request targets: one spelling for each resource, and no way around it.
import { describe, expect, it } from 'vitest'
import { canonicalPath, parseTarget } from '../../server/http/target.ts'

const base = 'https://pods.example'
const pathOf = (raw: string) => parseTarget(raw, base).path

describe('a request target', () => {
  it.each([
    ['/alice/', '/alice/'],
    ['/alice/x.ttl?a=/../b', '/alice/x.ttl'],
    ['/alice/%7euser', '/alice/~user'],
    ['/alice/caf%c3%a9', '/alice/caf%C3%A9'],
    ['/alice/caf\u00c3\u00a9', '/alice/caf%C3%A9'],
    ['/alice/a b', '/alice/a%20b'],
    ['/alice/{x}', '/alice/%7Bx%7D'],
    ['/alice/a%3Ab', '/alice/a%3Ab'],
    ['/alice/x;v=1', '/alice/x;v=1'],
    ['/alice/...', '/alice/...'],
    ['https://pods.example/alice/', '/alice/'],
  ])('%s has the path %s', (raw, path) => {
    expect(pathOf(raw)).toBe(path)
  })

  it.each([
    '/../etc/passwd',
    '/alice/./x',
    '/alice/..',
    '/%2e%2e/x',
    '/alice/%2E/x',
    '/alice/.%2e/x',
    '//alice/x',
    '/alice//x',
    '/alice/a\\b',
    '/alice/a%5Cb',
    '/alice/a%2Fb',
    '/alice/%00',
    '/alice/a%0Ab',
    '/alice/%zz',
    '/alice/%',
    '/alice/%ff%fe',
    '/alice/\u00ff',
    '/alice/x#y',
    'alice',
    '*',
    '',
  ])('%s is refused', (raw) => {
    expect(() => pathOf(raw)).toThrow(expect.objectContaining({ type: 'bad-request' }))
  })

  it('for another host is refused', () => {
    expect(() => pathOf('https://other.example/alice/')).toThrow(
      expect.objectContaining({ type: 'wrong-host' }),
    )
  })

  it('that is too long, or too deep, is refused', () => {
    expect(() => pathOf(`/alice/${'x'.repeat(20_000)}`)).toThrow(
      expect.objectContaining({ type: 'uri-too-long' }),
    )
    expect(() => pathOf('/a'.repeat(200))).toThrow(expect.objectContaining({ type: 'bad-request' }))
  })
})

describe('a canonical path', () => {
  it('is its own canonical path', () => {
    const path = canonicalPath('/alice/caf%c3%a9 {1}/')!

    expect(canonicalPath(path)).toBe(path)
  })

  it('is not made from half a character', () => {
    expect(canonicalPath('/alice/\ud800')).toBeUndefined()
  })
})
