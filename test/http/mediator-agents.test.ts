// The mediator's own WebIDs, and web apps that talk to it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startMediator } from '../support/mediator.ts'
import type { RunningMediator } from '../support/mediator.ts'

let mediator: RunningMediator
beforeEach(async () => {
  mediator = await startMediator()
})
afterEach(() => mediator.close())

describe('the agents of the mediator', () => {
  it.each(['', 'agents/canary', 'agents/stranger'])('%j has a WebID document', async (path) => {
    const webId = `${mediator.base}${path}#it`

    const asTurtle = await fetch(webId)
    const asJsonLd = await fetch(webId, { headers: { accept: 'application/ld+json' } })

    const issuer = new URL('/', mediator.base).href
    expect(await asTurtle.text()).toContain(issuer)
    expect(JSON.stringify(await asJsonLd.json())).toContain(issuer)
    expect((await mediator.mediator.webIdDocument(webId))?.size).toBeGreaterThan(0)
  })

  it('are no more than these', async () => {
    expect((await fetch(`${mediator.base}agents/mallory`)).status).toBe(404)
    expect(
      await mediator.mediator.webIdDocument(`${mediator.base}agents/mallory#it`),
    ).toBeUndefined()
  })
})

describe('a web app on another origin', () => {
  const origin = { origin: 'https://app.example' }

  it('may ask first, and read the answer', async () => {
    const preflight = await mediator.call(undefined, 'OPTIONS', 'requests', {
      headers: { ...origin, 'access-control-request-headers': 'authorization,dpop,content-type' },
    })
    const answer = await mediator.call(undefined, 'GET', 'requests', { headers: origin })

    expect(preflight.status).toBe(204)
    for (const name of ['Authorization', 'DPoP', 'Content-Type', 'Freehold-Grant']) {
      expect(preflight.headers.get('access-control-allow-headers')).toContain(name)
    }
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(answer.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate')
    expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('vary')).toContain('Origin')
  })
})
