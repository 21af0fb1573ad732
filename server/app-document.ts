// The client id document of the web app: how providers elsewhere know it without a registration. Pure.
// Source: https://solidproject.org/TR/oidc#clientids-document
import { context } from '../vocab/generated/context.ts'

/** The client id of the app: where its document is. */
export function appDocumentUrl(baseUrl: string): string {
  return `${baseUrl}/.app/id.jsonld`
}

/** The document served at `/.app/id.jsonld` of a server at `baseUrl` ('https://pods.example'). */
export function appDocument(baseUrl: string): object {
  const home = `${baseUrl}/`
  return {
    '@context': [context['oidc-context.jsonld']],
    client_id: appDocumentUrl(baseUrl),
    client_name: 'Freehold',
    client_uri: home,
    logo_uri: `${home}.app/icon.svg`,
    redirect_uris: [home],
    post_logout_redirect_uris: [home],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    scope: 'openid webid offline_access',
    token_endpoint_auth_method: 'none',
    application_type: 'web',
  }
}
