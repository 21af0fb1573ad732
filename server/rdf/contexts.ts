// The JSON-LD contexts that documents may name. They are here, not on the network.
import { as } from '../../vocab/generated/as.ts'
import { context } from '../../vocab/generated/context.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { notify } from '../../vocab/generated/notify.ts'
import { oidc } from '../../vocab/generated/oidc.ts'
import { vcard } from '../../vocab/generated/vcard.ts'
import { xsd } from '../../vocab/generated/xsd.ts'

type Definition = string | boolean | Readonly<Record<string, string>>

/** What is at a context's URL. */
export interface Context {
  readonly '@context': Readonly<Record<string, Definition>>
}

/** The context at a URL; undefined when it is not bundled. */
export function bundledContext(url: string): Context | undefined {
  return contexts.get(url)
}

const iri = { '@type': '@id' }
const node = (name: string) => [name, { '@id': as[''] + name, ...iri }] as const

const links = [
  'actor alsoKnownAs attachment attributedTo audience bcc bto cc context generator href icon image inReplyTo',
  'instrument location object origin preview replies result tag target to url',
].flatMap((line) => line.split(' '))

/** The part of Activity Streams 2.0 that notifications are made of; other names are literals. */
const activityStreams: Context = {
  '@context': {
    '@vocab': as[''],
    as: as[''],
    ldp: ldp[''],
    vcard: vcard[''],
    id: '@id',
    type: '@type',
    // Read otherwise than by others, a profile could name an inbox that we did not see in it.
    inbox: { '@id': ldp.inbox, ...iri },
    ...Object.fromEntries(links.map(node)),
    published: { '@id': as.published, '@type': xsd.dateTime },
  },
}

/** Source: Solid Notifications Protocol 0.3, the data model and its context */
const notifications: Context = {
  '@context': {
    '@protected': true,
    id: '@id',
    type: '@type',
    notify: notify[''],
    xsd: xsd[''],
    EventSourceChannel2023: notify.EventSourceChannel2023,
    LDNChannel2023: notify.LDNChannel2023,
    StreamingHTTPChannel2023: notify.StreamingHTTPChannel2023,
    WebSocketChannel2023: notify.WebSocketChannel2023,
    WebhookChannel2023: notify.WebhookChannel2023,
    channel: { '@id': notify.channel, ...iri },
    receiveFrom: { '@id': notify.receiveFrom, ...iri },
    sendTo: { '@id': notify.sendTo, ...iri },
    sender: { '@id': notify.sender, ...iri },
    subscription: { '@id': notify.subscription, ...iri },
    topic: { '@id': notify.topic, ...iri },
    channelType: { '@id': notify.channelType, '@type': '@vocab' },
    feature: { '@id': notify.feature, '@type': '@vocab' },
    startAt: { '@id': notify.startAt, '@type': xsd.dateTime },
    endAt: { '@id': notify.endAt, '@type': xsd.dateTime },
    rate: { '@id': notify.rate, '@type': xsd.duration },
    state: notify.state,
    accept: notify.accept,
  },
}

/** Source: Solid-OIDC, Client ID Documents and their JSON-LD context */
const clientIds: Context = {
  '@context': {
    '@protected': true,
    oidc: oidc[''],
    xsd: xsd[''],
    client_id: '@id',
    client_uri: { '@id': oidc.client_uri, ...iri },
    logo_uri: { '@id': oidc.logo_uri, ...iri },
    policy_uri: { '@id': oidc.policy_uri, ...iri },
    tos_uri: { '@id': oidc.tos_uri, ...iri },
    redirect_uris: { '@id': oidc.redirect_uris, ...iri, '@container': '@set' },
    require_auth_time: { '@id': oidc.require_auth_time, '@type': xsd.boolean },
    default_max_age: { '@id': oidc.default_max_age, '@type': xsd.integer },
    application_type: oidc.application_type,
    client_name: oidc.client_name,
    contacts: oidc.contacts,
    grant_types: oidc.grant_types,
    response_types: oidc.response_types,
    scope: oidc.scope,
    token_endpoint_auth_method: oidc.token_endpoint_auth_method,
  },
}

const contexts = new Map<string, Context>([
  [as[''].replace('#', ''), activityStreams],
  [as[''], activityStreams],
  [context['notifications-context/v1'], notifications],
  // Servers and clients that are in use still write it so.
  [context['notification/v1'], notifications],
  [context['oidc-context.jsonld'], clientIds],
])

/** The URLs that documents may name, each context as often as it has spellings. */
export const bundledUrls: readonly string[] = [...contexts.keys()]
