// Section 16: notifications, how clients find the services and what these say of themselves.
import assert from 'node:assert/strict'
import { notify } from '../../../vocab/generated/notify.ts'
import { serviceOf, storageDescriptionOf } from '../channels.ts'
import type { ChannelName } from '../channels.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess, listOf } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshDocument, jsonLd } from '../setting.ts'
import type { Target } from '../target.ts'

const types: readonly ChannelName[] = ['WebSocketChannel2023', 'WebhookChannel2023']
const features = ['startAt', 'endAt', 'rate', 'accept', 'state'] as const

interface Service {
  readonly id: string
  readonly channelType: string
  readonly feature: string | readonly string[]
}

/** The description of Alice's storage as clients read it, as plain JSON. */
async function plainDescription(target: Target) {
  const url = await storageDescriptionOf(target, target.alice.storage)
  const answer = await target.anonymous(url, { headers: { accept: jsonLd } })
  await isSuccess(answer, `GET ${url}`)
  return (await answer.json()) as { id: string; type: string | string[]; subscription: Service[] }
}

export const rows: readonly Row[] = [
  ...checks('F1', 'M', {
    'lets clients subscribe to messages over WebSockets and to webhooks': async (target) => {
      for (const type of types) assert.ok(await serviceOf(target, type))
    },
  }),
  ...checks('F2', 'M', {
    'leads from any resource to the services of its storage': async (target) => {
      const url = await storageDescriptionOf(target, await freshDocument(target))
      const graph = await graphOf(
        await target.anonymous(url, { headers: { accept: 'text/turtle' } }),
      )
      const services = graph.getObjects(null, notify.subscription, null)
      assert.ok(services.length >= types.length, `${url} lists ${services.length} services`)
    },
    'describes services in JSON-LD so that clients can read it as plain JSON': async (target) => {
      const { subscription } = await plainDescription(target)
      for (const type of types) {
        const service = subscription.find(({ channelType }) => channelType.endsWith(type))
        assert.ok(service?.id.startsWith(target.baseUrl), JSON.stringify(subscription))
      }
    },
    'says which features each service has': async (target) => {
      const { subscription } = await plainDescription(target)
      for (const { feature } of subscription) {
        for (const each of features) assert.ok(JSON.stringify(feature).includes(each), each)
      }
    },
  }),
  ...checks('F3', 'M', {
    'answers GET and HEAD of a service with its description': async (target) => {
      for (const type of types) {
        const url = await serviceOf(target, type)
        const answer = await target.anonymous(url, { headers: { accept: jsonLd } })
        await hasStatus(answer, 200, `GET ${url}`)
        assert.match(answer.headers.get('content-type') ?? '', /^application\/ld\+json\b/)
        const { id, channelType } = (await answer.json()) as Service
        assert.equal(new URL(id, url).href, url)
        assert.ok(channelType.endsWith(type), channelType)
        const head = await target.anonymous(url, { method: 'HEAD' })
        await hasStatus(head, 200, `HEAD ${url}`)
        assert.equal(await head.text(), '')
      }
    },
    'answers OPTIONS of a service, for web apps too': async (target) => {
      for (const type of types) {
        const url = await serviceOf(target, type)
        const headers = {
          origin: 'https://app.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization, dpop, content-type',
        }
        const answer = await target.anonymous(url, { method: 'OPTIONS', headers })
        await isSuccess(answer, `OPTIONS ${url}`)
        assert.equal(answer.headers.get('access-control-allow-origin'), headers.origin)
        const allowed = listOf(answer, 'access-control-allow-headers')
        assert.ok(['authorization', 'dpop', 'content-type'].every((each) => allowed.includes(each)))
        assert.ok(listOf(answer, 'access-control-allow-methods').includes('post'))
      }
    },
    'says which methods a service has when it is asked with another': async (target) => {
      const url = await serviceOf(target, 'WebSocketChannel2023')
      const answer = await target.anonymous(url, { method: 'PUT', body: '' })
      await hasStatus(answer, 405, `PUT ${url}`)
      const allowed = listOf(answer, 'allow')
      assert.ok(['get', 'head', 'options', 'post'].every((each) => allowed.includes(each)))
    },
  }),
]
