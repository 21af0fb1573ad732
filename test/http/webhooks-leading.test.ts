// Webhooks of a process that leads no more: another one may send by then.
import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import type { Lead } from '../../server/leader.ts'
import { signerOf } from '../../server/pod/identity/keys/signer.ts'
import { openPod } from '../support/pod.ts'
import { openReceiver } from '../support/webhook-receiver.ts'
import { askForWebhook, toldBy } from '../support/webhooks.ts'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signer = signerOf({
  signing: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'key' }],
})

it('a process that leads no more waits for its last answer, and sends nothing else', async () => {
  const safe = createSafeFetch({ allowLoopback: true })
  const leading = new AbortController()
  const lead: Lead = (_name, job) => {
    const running = job(leading.signal)
    return { close: () => running }
  }
  const sender = { fetch: safe, signIn: async () => safe, signer: async () => signer }
  const pod = await openPod({ sender, lead })
  const answers: (() => void)[] = []
  const receiver = await openReceiver({
    take: (res) => void answers.push(() => void res.writeHead(204).end()),
  })
  const asAlice: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as object), 'x-test-webid': pod.alice } })
  await askForWebhook(asAlice, pod.baseUrl, { topic: pod.root, sendTo: receiver.sendTo })
  const alice = pod.as(pod.alice)
  for (const name of ['a', 'b']) await alice('PUT', name, { type: 'text/plain', body: name })
  await receiver.first(1)

  leading.abort()
  for (const answer of answers) answer()
  await pod.close()
  await receiver.close()

  expect(toldBy(receiver.messages)).toEqual([`Add ${pod.root}a ${pod.root}`])
  expect(pod.errors).toEqual([])
})
