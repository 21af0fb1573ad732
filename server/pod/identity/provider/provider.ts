// The OpenID provider: the one file that runs the oidc-provider library, behind an interface of ours.
import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Provider, errors } from 'oidc-provider'
import type { Grant, Interaction as LibraryInteraction, InteractionResults } from 'oidc-provider'
import type { Log } from '../../../log.ts'
import { createAdapter } from './adapter.ts'
import type { AdapterWorld } from './adapter.ts'
import { createClientDocuments } from './client-documents.ts'
import { createClientAdapter } from './clients.ts'
import { missingOf, textsOf } from '../interaction.ts'
import type { Interaction } from '../interaction.ts'
import {
  answerUnknownPaths,
  compareDigests,
  describeForSolid,
  pinAddress,
} from './adjustments.ts'
import { settings } from './settings.ts'
import type { SettingsWorld } from './settings.ts'

export interface ProviderWorld extends Omit<SettingsWorld, 'adapter' | 'webIdOfClient'> {
  /** The WebID that a client's own tokens are for, undefined when it acts for nobody. */
  readonly webIdOfClient: (clientId: string) => Promise<string | undefined>
  readonly store: AdapterWorld['store']
  readonly now: () => number
  readonly fetch: typeof globalThis.fetch
  readonly log: Log
}

export interface OpenIdProvider {
  /** Answers discovery and everything of the protocol, but not our pages. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  /** The sign-in that the cookie of this request belongs to; undefined when there is none any more. */
  interaction(req: IncomingMessage, res: ServerResponse): Promise<Interaction | undefined>
  /** Goes on with the sign-in: back to the provider, by redirect. */
  finish(req: IncomingMessage, res: ServerResponse, outcome: Outcome): Promise<void>
  /** Keeps what the person allowed; returns the id of that consent. */
  allow(interaction: Interaction): Promise<string>
}

export type Outcome =
  | { readonly login: { readonly accountId: string } }
  | { readonly consent: { readonly grantId: string } }
  | { readonly error: string; readonly error_description: string }

export function createProvider(world: ProviderWorld): OpenIdProvider {
  const provider = new Provider(
    world.issuer,
    settings({ ...world, adapter: adapterOf(world), webIdOfClient }),
  )
  pinAddress(provider, world.issuer)
  compareDigests(provider)
  describeForSolid(provider, world.keys)
  answerUnknownPaths(provider)
  provider.on('server_error', (_ctx, err) => world.log.error({ err }, 'sign-in failed'))
  // What Koa would print itself: connections that break, mostly.
  const koa: EventEmitter = provider
  koa.on('error', (err: unknown) => world.log.warn({ err }, 'sign-in request broke off'))
  return { handle: provider.callback(), interaction, finish, allow }

  async function webIdOfClient(clientId: string): Promise<string> {
    const webId = await world.webIdOfClient(clientId)
    if (webId === undefined) throw new errors.UnauthorizedClient('the client acts for nobody')
    return webId
  }

  async function interaction(req: IncomingMessage, res: ServerResponse) {
    try {
      const details = await provider.interactionDetails(req, res)
      return await interactionOf(provider, details)
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    }
  }

  function finish(req: IncomingMessage, res: ServerResponse, outcome: Outcome) {
    // A refusal must not be merged with what was submitted before.
    const mergeWithLastSubmission = !('error' in outcome)
    const result: InteractionResults = { ...outcome }
    return provider.interactionFinished(req, res, result, { mergeWithLastSubmission })
  }

  async function allow({ grantId, webId, app, missing }: Interaction): Promise<string> {
    const known = grantId === undefined ? undefined : await provider.Grant.find(grantId)
    const grant: Grant = known ?? new provider.Grant({ accountId: webId!, clientId: app.id })
    grant.addOIDCScope(missing.scopes.join(' '))
    grant.addOIDCClaims([...missing.claims])
    for (const [resource, scopes] of missing.resources) {
      grant.addResourceScope(resource, scopes.join(' '))
    }
    return grant.save()
  }
}

function adapterOf(world: ProviderWorld) {
  const records = (model: string) =>
    createAdapter(
      { ...world, alreadyUsed: (what) => new errors.InvalidGrant(`${what} was used`) },
      model,
    )
  const findDocument = createClientDocuments({
    ...world,
    allowLocal: world.issuer.startsWith('http:'),
    refuse: (why) => new errors.InvalidClientMetadata(why),
  })
  return (model: string) =>
    model === 'Client' ? createClientAdapter(records(model), findDocument) : records(model)
}

async function interactionOf(
  provider: Provider,
  { uid, prompt, session, grantId, params }: LibraryInteraction,
): Promise<Interaction | undefined> {
  const texts = textsOf(params)
  const client = await provider.Client.find(texts['client_id'] ?? '')
  if (!client) return undefined
  return {
    uid,
    prompt: prompt.name === 'consent' ? 'consent' : 'login',
    webId: session?.accountId,
    grantId,
    app: {
      id: client.clientId,
      name: client.clientName,
      hasDocument: /^https?:/.test(client.clientId),
    },
    redirectUri: texts['redirect_uri'] ?? '',
    params: texts,
    scopes: (texts['scope'] ?? '').split(' '),
    missing: missingOf(prompt.details),
  }
}
