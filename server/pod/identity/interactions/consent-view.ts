// What the consent page must know beside what the app asked: whose pods they are, and what the person
// has allowed the app before.
import { irisOf } from '../../../../shapes/graph.ts'
import { pim } from '../../../../vocab/generated/pim.ts'
import type { Store } from '../../../store/store.ts'
import { readLocalGraph } from '../../resources/records.ts'
import { listConsents } from '../sign-ins/consents.ts'
import type { Consent } from '../sign-ins/consents.ts'
import type { Interaction } from './interaction.ts'

export interface ConsentView {
  readonly interaction: Interaction
  /** Origin of this server, without a trailing slash: 'https://pods.example'. */
  readonly baseUrl: string
  /** The storages that the WebID names. */
  readonly pods: readonly string[]
  /** What the person has allowed this app before, if anything. */
  readonly before: Consent | undefined
}

export async function consentView(
  { store, baseUrl }: { readonly store: Store; readonly baseUrl: string },
  interaction: Interaction,
): Promise<ConsentView> {
  const { webId = '', app } = interaction
  const path = webId.startsWith(`${baseUrl}/`) ? new URL(webId).pathname : undefined
  const profile = path === undefined ? undefined : await readLocalGraph(store, baseUrl, path)
  const allowed = await listConsents(store, webId)
  return {
    interaction,
    baseUrl,
    pods: profile ? irisOf(profile, webId, pim.storage) : [],
    before: allowed.find(({ clientId }) => clientId === app.id),
  }
}

/**
 * Whether the person has let this very app in for all that it asks, so that she need not be asked the
 * same again, though the app wants her to be. Asked all the same is she for an app that is called back
 * where programs on her device could take its place.
 */
export function isAllowedAlready({ interaction, baseUrl, before }: ConsentView): boolean {
  const { app, missing, redirectUri, scopes } = interaction
  const isMissing = [missing.scopes, missing.claims, missing.resources].some(({ length }) => length)
  const isSafe = redirectUri === `${baseUrl}/` || redirectUri.startsWith('https://')
  if (!before || isMissing || !isSafe) return false
  return before.name === app.name && scopes.every((each) => before.scopes.includes(each))
}
