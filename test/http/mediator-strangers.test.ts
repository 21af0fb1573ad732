// What the mediator refuses to the wrong party, to strangers, and to nonsense.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  alice,
  compareCo,
  expectProblem,
  january,
  otherCo,
  requestOf,
  startMediator,
} from '../support/mediator.ts'
import type { RunningMediator } from '../support/mediator.ts'

let mediator: RunningMediator
beforeEach(async () => {
  mediator = await startMediator()
})
afterEach(() => mediator.close())

async function requestAndGrant() {
  const request = await mediator.as(compareCo).ask()
  const other = await mediator.as(compareCo).ask(requestOf({ id: 'https://compare.example/43' }))
  const grant = await mediator.as(alice).post(`${other.id}/grant`, { resources: [january] })
  return { request: request.id as string, grant: grant.id as string }
}

describe('the steps of others', () => {
  const steps = [
    ['request', 'grant', compareCo],
    ['request', 'refuse', compareCo],
    ['request', 'cancel', alice],
    ['grant', 'activate', compareCo],
    ['grant', 'withdraw', compareCo],
    ['grant', 'revoke', alice],
  ] as const

  it.each(steps)('of a %s, to %s it, are not open to the other party', async (what, step, who) => {
    const id = (await requestAndGrant())[what]

    const body = { resources: [january] }
    await expectProblem(
      await mediator.call(who, 'POST', `${id}/${step}`, { body }),
      403,
      'forbidden',
    )
  })

  it.each(steps)(
    'of a %s, to %s it, look to strangers as if it were absent',
    async (what, step) => {
      const id = (await requestAndGrant())[what]
      const absent = `${id.slice(0, -3)}xyz`
      const as = (webId: string | undefined, url: string) =>
        mediator.call(webId, 'POST', `${url}/${step}`, { body: { resources: [january] } })

      const there = await expectProblem(await as(otherCo, id), 404, 'not-found')
      const notThere = await expectProblem(await as(otherCo, absent), 404, 'not-found')

      expect(there).toEqual(notThere)
      const anonymous = await as(undefined, id)
      expect(anonymous.headers.get('www-authenticate')).toMatch(/^DPoP /)
      await expectProblem(anonymous, 401, 'credentials-required')
    },
  )

  it.each(['requests', 'grants', 'log'])('%s are not listed to anybody', async (path) => {
    await expectProblem(await mediator.call(undefined, 'GET', path), 401, 'credentials-required')
  })

  it('are not readable to strangers, in any form', async () => {
    const { request, grant } = await requestAndGrant()

    for (const url of [request, grant]) {
      for (const accept of ['application/json', 'text/turtle']) {
        const response = await mediator.call(otherCo, 'GET', url, { headers: { accept } })
        await expectProblem(response, 404, 'not-found')
      }
    }
  })
})

describe('a call that makes no sense', () => {
  it.each([
    ['PUT', 'requests', 405, 'method-not-allowed'],
    ['DELETE', 'grants/x', 405, 'method-not-allowed'],
    ['GET', 'requests/x/refuse', 405, 'method-not-allowed'],
    ['GET', 'requests/%zz', 400, 'bad-request'],
    ['GET', 'requests/__proto__', 404, 'not-found'],
    ['GET', 'requests/%00', 404, 'not-found'],
    ['GET', 'nothing', 404, 'not-found'],
  ] as const)('%s %s is refused', async (method, path, status, type) => {
    const response = await mediator.call(alice, method, path)

    if (status === 405) expect(response.headers.get('allow')).toContain('OPTIONS')
    await expectProblem(response, status, type)
  })

  it('about something with an endless name is refused', async () => {
    const response = await mediator.call(alice, 'GET', `grants/${'x'.repeat(3_000)}`)

    await expectProblem(response, 404, 'not-found')
  })

  it('for a media type that is not offered is refused', async () => {
    const { id } = await mediator.as(compareCo).ask()

    const response = await mediator.call(alice, 'GET', id, { headers: { accept: 'image/png' } })

    await expectProblem(response, 406, 'not-acceptable')
  })

  it('that gives a reason which is no text is refused', async () => {
    const { id } = await mediator.as(compareCo).ask()

    for (const reason of [1, { a: 1 }, 'x'.repeat(3_000)]) {
      const response = await mediator.call(alice, 'POST', `${id}/refuse`, { body: { reason } })
      await expectProblem(response, 400, 'bad-request')
    }
    expect(await mediator.as(alice).get(id)).toMatchObject({ state: 'requested' })
  })
})

it('refuses a WebID that is longer than the store can keep', async () => {
  const endless = `https://long.example/${'x'.repeat(2_000)}#me`
  for (const path of ['requests', 'grants', 'log']) {
    await expectProblem(await mediator.call(endless, 'GET', path), 403, 'forbidden')
  }
})
