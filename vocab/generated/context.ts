// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const context = {
  /** The namespace itself. */
  '': 'https://www.w3.org/ns/solid/',
  'notification/v1': 'https://www.w3.org/ns/solid/notification/v1',
  'notifications-context/v1': 'https://www.w3.org/ns/solid/notifications-context/v1',
  'oidc-context.jsonld': 'https://www.w3.org/ns/solid/oidc-context.jsonld',
} as const
