// Which URLs and addresses an outbound request may go to.
import { describe, expect, it } from 'vitest'
import {
  isLocalhostName,
  isPublicAddress,
  mayResolveTo,
  outboundFault,
} from '../../server/http/outbound-rules.ts'

const notPublic = [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '224.0.0.1',
  '198.18.0.1',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::a00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  'fd00::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  'not an address',
]

describe('a public address', () => {
  it.each(notPublic)('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])(
    'may be %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
})

const refused = [
  'http://pods.example/',
  'https://user:secret@pods.example/',
  'ftp://pods.example/',
  'file:///etc/passwd',
  'data:text/turtle,',
  'https://127.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://017700000001/',
  'https://１２７.0.0.1/',
  'https://localhost/',
  'https://localhost./',
  'https://pods.localhost/',
  'https://[::1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:169.254.169.254]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://10.0.0.1/',
  'https://[fd00::1]/',
  'https://0.0.0.0/',
  'https://0/',
  'https://[::]/',
  'https://[::ffff:0:7f00:1]/',
  'https://pods.example:22/',
  'https://pods.example:25/',
  'https://pods.example:1/',
]

describe('an outbound URL', () => {
  it.each(refused)('is refused when it is %s', (url) => {
    expect(outboundFault(new URL(url), false)).toBeDefined()
  })

  it.each(['https://pods.example/alice', 'https://pods.example:8443/', 'https://93.184.215.14/'])(
    'may be %s',
    (url) => {
      expect(outboundFault(new URL(url), false)).toBeUndefined()
    },
  )

  it.each([
    'http://localhost:3000/',
    'http://a.b.localhost/',
    'http://127.0.0.1/',
    'http://[::1]/',
  ])('may be %s only where loopback is allowed', (url) => {
    expect(outboundFault(new URL(url), true)).toBeUndefined()
    expect(outboundFault(new URL(url), false)).toBeDefined()
  })

  it.each(['http://pods.example/', 'http://10.0.0.1/', 'http://169.254.169.254/'])(
    'is refused also where loopback is allowed when it is %s',
    (url) => {
      expect(outboundFault(new URL(url), true)).toBeDefined()
    },
  )
})

describe('a name', () => {
  it('may resolve to a public address, never to one of our own network', () => {
    expect(mayResolveTo('pods.example', '93.184.215.14')).toBe(true)
    expect(mayResolveTo('pods.example', '127.0.0.1')).toBe(false)
    expect(mayResolveTo('pods.example', '::ffff:10.0.0.1')).toBe(false)
  })

  it('below localhost resolves to loopback and to nothing else', () => {
    expect(mayResolveTo('pods.localhost', '::1')).toBe(true)
    expect(mayResolveTo('pods.localhost', '93.184.215.14')).toBe(false)
  })

  it('is not localhost because it contains it', () => {
    expect(isLocalhostName('localhost.example')).toBe(false)
    expect(isLocalhostName('notlocalhost')).toBe(false)
  })
})
