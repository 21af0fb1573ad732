// How many requests are on their way out at once, in all and to one site.
import { describe, expect, it } from 'vitest'
import { createSlots, siteOf } from '../../server/http/outbound-slots.ts'

describe('outbound slots', () => {
  it('are bounded in all and for one site, whatever names it takes', () => {
    const slots = createSlots({ total: 3, perSite: 2 })
    slots.take('a.evil.example')
    const giveBack = slots.take('b.c.evil.example')

    expect(() => slots.take('d.evil.example')).toThrow('to one site')
    slots.take('pods.example')
    expect(() => slots.take('other.example')).toThrow('Too many outbound requests at once')
    giveBack()
    expect(() => slots.take('evil.example')).not.toThrow()
  })
})

describe('the site of a host', () => {
  it.each([
    ['pods.example', 'pods.example'],
    ['a.b.pods.example', 'pods.example'],
    ['a.pods.example.', 'pods.example'],
    ['localhost', 'localhost'],
    ['192.0.2.7', '192.0.2.7'],
    ['[2001:db8::7]', '[2001:db8::7]'],
  ])('%s is %s', (hostname, site) => {
    expect(siteOf(hostname)).toBe(site)
  })
})
