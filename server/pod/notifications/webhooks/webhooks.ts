// Webhooks as a kind of channel: what subscribing to one takes, who sends, and the sending itself.
import { Router } from 'express'
import type { Graph } from '../../../../shapes/graph.ts'
import { Problem } from '../../../http/problem.ts'
import type { Signer } from '../../identity/keys/signer.ts'
import { createThrottle } from '../../identity/throttle.ts'
import type { Channel } from '../channels.ts'
import { webhookService } from '../services.ts'
import type { Completed, Kind } from '../subscribe.ts'
import { sendSender, senderGraph, senderWebId } from './sender.ts'
import { receiverOf, sendToFault } from './send-to.ts'
import { startSending } from './sending.ts'
import type { SendingWorld } from './sending.ts'
import { askReceiver } from './will.ts'

/** What sending takes beside what all notifications do. */
export interface SenderWorld {
  /** The OpenID provider of this server, with a trailing slash. */
  readonly issuer: string
  /** Reaches public addresses only, and reads no more than the head of answers. */
  readonly fetch: typeof globalThis.fetch
  /** Signs in as an agent of this server: a fetch whose requests carry token and proof. */
  readonly signIn: (webId: string) => Promise<typeof globalThis.fetch>
  /** The key of the issuer that signs at the moment. */
  readonly signer: () => Promise<Signer>
  /** From 0 to 1. */
  readonly random: () => number
}

type WebhooksWorld = SenderWorld & Omit<SendingWorld, 'baseUrl' | 'senderFetch'>

export interface Webhooks {
  readonly kind: Kind
  /** The document of the sender, below the base of notifications. */
  readonly router: Router
  /** What the document of the sender says; undefined for any other WebID. */
  webIdDocument(webId: string): Graph | undefined
  /** Ends what is being sent. */
  close(): Promise<void>
}

/** How often somebody may have receivers asked in a quarter of an hour, and one be asked. */
const mostQuestionsFor = 60
const mostQuestionsTo = 120

export function openWebhooks(given: WebhooksWorld): Webhooks {
  const { pod, store, now, signIn } = given
  const { baseUrl } = pod
  const senderFetch = keeping(() => signIn(senderWebId(baseUrl)))
  const world = { ...given, baseUrl, senderFetch }
  const throttle = createThrottle(store, now)
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/sender', (req, res) => sendSender(world, req, res))
  const { close } = startSending(world)
  const kind: Kind = { service: webhookService, needsSignIn: true, complete, endsOf }
  return { kind, router, webIdDocument: (webId) => senderGraph(world, webId), close }

  async function complete(
    channel: Channel,
    { sendTo }: { readonly sendTo: string | undefined },
  ): Promise<Completed> {
    const fault = sendTo === undefined ? 'the URL of a receiver' : sendToFault(sendTo, baseUrl)
    if (sendTo === undefined || fault !== undefined) {
      throw new Problem('unprocessable', `sendTo must be ${fault}`)
    }
    await throttle.attempt([
      ['webhooks of', channel.holder, mostQuestionsFor],
      ['webhooks to', receiverOf(sendTo), mostQuestionsTo],
    ])
    const completed = { ...channel, sendTo, ...(await askReceiver(world, sendTo)) }
    return { channel: completed, ends: endsOf(completed) }
  }

  function endsOf({ sendTo = '' }: Channel) {
    return { sendTo, sender: senderWebId(baseUrl) }
  }
}

/** Keeps what was opened; what could not be opened is tried again at the next call. */
function keeping<T>(open: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined
  return async () => {
    kept ??= open()
    try {
      return await kept
    } catch (error) {
      kept = undefined
      throw error
    }
  }
}
