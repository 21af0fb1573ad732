// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const oidc = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/solid/oidc#',
  application_type: 'http://www.w3.org/ns/solid/oidc#application_type',
  client_name: 'http://www.w3.org/ns/solid/oidc#client_name',
  client_uri: 'http://www.w3.org/ns/solid/oidc#client_uri',
  contacts: 'http://www.w3.org/ns/solid/oidc#contacts',
  default_max_age: 'http://www.w3.org/ns/solid/oidc#default_max_age',
  grant_types: 'http://www.w3.org/ns/solid/oidc#grant_types',
  logo_uri: 'http://www.w3.org/ns/solid/oidc#logo_uri',
  policy_uri: 'http://www.w3.org/ns/solid/oidc#policy_uri',
  redirect_uris: 'http://www.w3.org/ns/solid/oidc#redirect_uris',
  require_auth_time: 'http://www.w3.org/ns/solid/oidc#require_auth_time',
  response_types: 'http://www.w3.org/ns/solid/oidc#response_types',
  scope: 'http://www.w3.org/ns/solid/oidc#scope',
  token_endpoint_auth_method: 'http://www.w3.org/ns/solid/oidc#token_endpoint_auth_method',
  tos_uri: 'http://www.w3.org/ns/solid/oidc#tos_uri',
} as const
