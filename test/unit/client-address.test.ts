// Which addresses count as one when attempts are counted.
import { describe, expect, it } from 'vitest'
import { addressOf } from '../../server/pod/identity/forms/client-address.ts'

describe('where a request comes from', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2::7', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2:a:b:c:d', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['', ''],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (ip, expected) => {
    expect(addressOf({ ip })).toBe(expected)
  })

  it('is nowhere when the client has gone', () => {
    expect(addressOf({ ip: undefined })).toBe('')
  })
})
