// Subscribing to webhooks, and reading what was delivered.
import { context } from '../../vocab/generated/context.ts'
import type { Fetch } from '../conformance/target.ts'
import type { SignedMessage } from './signed-message.ts'

export interface Activity {
  readonly id: string
  readonly type: string
  readonly object: string
  readonly target?: string
  readonly state?: string
}

export interface WebhookChannel {
  readonly id: string
  readonly type: string
  readonly topic: string | readonly string[]
  readonly sendTo: string
  readonly sender: string
  readonly endAt: string
}

/** What comes of subscribing; `wish` has at least topic and sendTo. */
export function askForWebhook(fetch: Fetch, baseUrl: string, wish: object): Promise<Response> {
  const body = { '@context': context['notification/v1'], type: 'WebhookChannel2023', ...wish }
  return fetch(`${baseUrl}/.notifications/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/ld+json' },
    body: JSON.stringify(body),
  })
}

/** @throws Error with the refusal */
export async function webhook(
  fetch: Fetch,
  baseUrl: string,
  wish: object,
): Promise<WebhookChannel> {
  const response = await askForWebhook(fetch, baseUrl, wish)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as WebhookChannel
}

export function activityIn({ body }: SignedMessage): Activity {
  return JSON.parse(body) as Activity
}

/** 'Add https://… https://…' for each message. */
export function toldBy(messages: readonly SignedMessage[]): string[] {
  return messages.map((message) => {
    const { type, object, target } = activityIn(message)
    return [type, object, target].filter(Boolean).join(' ')
  })
}

/** Writes a document that says a number. @throws Error with the refusal */
export async function say(fetch: Fetch, url: string, number: number): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'text/turtle' },
    body: `<#it> <#is> ${number} .`,
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}
