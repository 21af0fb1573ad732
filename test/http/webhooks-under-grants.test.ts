// Webhooks of those who read under a grant: what the owner finds in her access log.
import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { signerOf } from '../../server/pod/identity/keys/signer.ts'
import { openNotifiedPod } from '../support/notified-pod.ts'
import { firm } from '../support/pod.ts'
import { openReceiver } from '../support/webhook-receiver.ts'
import { askForWebhook } from '../support/webhooks.ts'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signer = signerOf({
  signing: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'key' }],
})

const asFirm: typeof fetch = (url, init) =>
  fetch(url, { ...init, headers: { ...(init?.headers as object), 'x-test-webid': firm } })

it('a message counts as one use of a grant, however often it is sent', async () => {
  const safe = createSafeFetch({ allowLoopback: true })
  const sender = { fetch: safe, signIn: async () => safe, signer: async () => signer }
  const on = await openNotifiedPod({ sender, now: Date.now })
  const group = `${on.pod.baseUrl}/.mediator/leases/1#group`
  const grant = 'https://mediator.example/grants/1'
  on.pod.leases.set(group, { members: [firm], grant, purpose: undefined })
  await on.rules('data/', [`acl:agentGroup <${group}>`, 'acl:Read'])
  const receiver = await openReceiver({
    take: (res, number) => void res.writeHead(number === 0 ? 500 : 204).end(),
  })
  const wish = { topic: on.url('data/x'), sendTo: receiver.sendTo }
  await askForWebhook(asFirm, on.pod.baseUrl, wish)

  await on.put('data/x', '1')
  await receiver.first(2)
  await on.put('data/x', '2')
  await receiver.first(3)

  const log = await (await on.alice('GET', '.well-known/access-log')).text()
  expect(log.match(/"GET"/g)).toHaveLength(2)
  await receiver.close()
  await on.pod.close()
})
