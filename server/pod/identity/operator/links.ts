// Links that the operator hands out: good once, and made from the base URL, never from what a request
// says of the host.
import { readAccount } from '../accounts/accounts.ts'
import { findOnce, issueOnce } from '../one-time.ts'
import type { Found, OneTimeWorld } from '../one-time.ts'

export interface LinksWorld extends OneTimeWorld {
  /** 'https://pods.example' */
  readonly baseUrl: string
}

/** A link with its end, as the operator's tools are told. */
export interface HandedOut {
  readonly link: string
  /** ISO 8601. */
  readonly expires: string
}

const hourMs = 3_600_000
const weekMs = 7 * 24 * hourMs

/** A link with which one account can be made, for seven days. */
export function invitationLink(world: LinksWorld): Promise<HandedOut> {
  return handOut(world, 'invitation', {
    subject: 'sign-up',
    lastsMs: weekMs,
    path: '/.account/new',
  })
}

/** A link with which this person gives her account a new way in, for an hour. */
export function recoveryLink(world: LinksWorld, webId: string): Promise<HandedOut> {
  const path = '/.account/recover'
  return handOut(world, 'recovery', { subject: webId, lastsMs: hourMs, path })
}

/** The recovery that a link allows; undefined when it is over, or there was another one since. */
export async function findRecovery(world: LinksWorld, secret: string): Promise<Found | undefined> {
  const found = await findOnce(world, 'recovery', secret)
  const account = found && (await readAccount(world.store, found.subject))
  if (!account) return undefined
  const { recovered = 0 } = account.record
  return found.expires - hourMs >= recovered ? found : undefined
}

async function handOut(
  world: LinksWorld,
  kind: 'invitation' | 'recovery',
  { subject, lastsMs, path }: { subject: string; lastsMs: number; path: string },
): Promise<HandedOut> {
  const expires = new Date(world.now() + lastsMs).toISOString()
  const secret = await issueOnce(world, kind, { subject, lastsMs })
  const query = new URLSearchParams({ [kind]: secret })
  return { link: `${world.baseUrl}${path}?${query.toString()}`, expires }
}
