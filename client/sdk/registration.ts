// How an issuer knows this app: registered once per issuer and return address, then remembered.
// Source: https://openid.net/specs/openid-connect-registration-1_0.html
import {
  dynamicClientRegistrationRequest,
  processDynamicClientRegistrationResponse,
} from 'oauth4webapi'
import type { Client } from 'oauth4webapi'
import type { BrowserWorld } from './browser-world.ts'
import { askIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'

export interface App {
  readonly redirectUrl: string
  /** Shown to the person when the issuer asks for her consent. */
  readonly clientName: string
  /** The address of the app's client id document, where it has one that issuers can fetch. */
  readonly clientId?: string | undefined
}

export const scope = 'openid webid offline_access'

const prefix = 'freehold client '

/**
 * The registration remembered from an earlier time, else the app's own document at an issuer that
 * reads such documents, else a new registration.
 */
export async function registrationOf(
  world: BrowserWorld,
  issuer: Issuer,
  app: App,
): Promise<Client> {
  const name = nameOf(issuer, app.redirectUrl)
  const known = clientIn(world.notes.getItem(name))
  if (known) return known
  if (app.clientId !== undefined && readsDocuments(issuer)) {
    return { client_id: app.clientId, post_logout_redirect_uris: [app.redirectUrl] }
  }
  const client = await register(issuer, app)
  world.notes.setItem(name, JSON.stringify(client))
  return client
}

/** So that the next sign-in registers anew: issuers may lose their registrations. */
export function forgetRegistration(world: BrowserWorld, issuer: Issuer, redirectUrl: string): void {
  world.notes.removeItem(nameOf(issuer, redirectUrl))
}

/** Forgets every issuer that this browser ever signed in at. */
export function forgetRegistrations({ notes }: BrowserWorld): void {
  const names = Array.from({ length: notes.length }, (_, index) => notes.key(index))
  for (const name of names) if (name?.startsWith(prefix)) notes.removeItem(name)
}

/** Every Solid-OIDC issuer does. Source: https://solidproject.org/TR/oidc#clientids-document */
function readsDocuments({ server }: Issuer): boolean {
  return server.scopes_supported?.includes('webid') ?? false
}

async function register(issuer: Issuer, { redirectUrl, clientName }: App): Promise<Client> {
  const wanted = {
    client_name: clientName,
    application_type: 'web',
    redirect_uris: [redirectUrl],
    post_logout_redirect_uris: [redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    scope,
  }
  const { client_secret: _, ...client } = await askIssuer(issuer, async () =>
    processDynamicClientRegistrationResponse(
      await dynamicClientRegistrationRequest(issuer.server, wanted, issuer.options),
    ),
  )
  return client
}

function nameOf({ server }: Issuer, redirectUrl: string): string {
  return `${prefix}${server.issuer} ${redirectUrl}`
}

/** What another version of the app may have noted is no registration. */
function clientIn(text: string | null): Client | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    const isClient = typeof value === 'object' && value !== null && 'client_id' in value
    return isClient && typeof value.client_id === 'string' ? (value as Client) : undefined
  } catch {
    return undefined
  }
}
