// Leaving notices in the inbox of whatever has one, and reading one's own.
// Source: https://www.w3.org/TR/ldn/
import { irisOf } from '../../shapes/graph.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { listContainer } from './container.ts'
import type { Member } from './container.ts'
import { readDocument } from './document.ts'
import { linked } from './links.ts'
import { refusal, request } from './request.ts'
import type { Fetch } from './request.ts'

/** A notice as JSON-LD, with a context of its own. */
export type Notice = Readonly<Record<string, unknown>> & { readonly '@context': unknown }

/**
 * The inbox that a resource or person ('https://alice.example/card#me') names, in the answer's links or
 * else in what it says; undefined when it names none.
 * @throws RequestError when it cannot be read
 */
export async function inboxOf(fetch: Fetch, about: string): Promise<string | undefined> {
  const head = await request(fetch, about, { method: 'HEAD' })
  const [inbox] = about.includes('#') ? [] : linked(head, about, ldp.inbox)
  if (inbox !== undefined) return inbox
  const isRdf = /turtle|json/.test(head.headers.get('content-type') ?? '')
  if (!isRdf) return undefined
  return irisOf((await readDocument(fetch, about)).graph, about, ldp.inbox)[0]
}

/**
 * Leaves a notice in the inbox of a resource or person; the address that it got, where it is told.
 * @throws RequestError not-found when there is no inbox; what the inbox says when it refuses
 */
export async function sendNotice(
  fetch: Fetch,
  about: string,
  notice: Notice,
): Promise<string | undefined> {
  const inbox = await inboxOf(fetch, about)
  if (inbox === undefined) throw refusal('not-found', `${about} names no inbox`)
  const headers = { 'content-type': 'application/ld+json' }
  const response = await request(fetch, inbox, {
    method: 'POST',
    headers,
    body: JSON.stringify(notice),
  })
  const location = response.headers.get('location')
  return location === null ? undefined : new URL(location, inbox).href
}

/**
 * What lies in the inbox of a resource or person; [] when it is empty.
 * @throws RequestError not-found when there is no inbox; 403 when it is not for us to read
 */
export async function listNotices(fetch: Fetch, about: string): Promise<Member[]> {
  const inbox = await inboxOf(fetch, about)
  if (inbox === undefined) throw refusal('not-found', `${about} names no inbox`)
  return listContainer(fetch, inbox)
}
