// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const notification = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/solid/notification#',
  WebSocketChannel2023: 'http://www.w3.org/ns/solid/notification#WebSocketChannel2023',
  WebhookChannel2023: 'http://www.w3.org/ns/solid/notification#WebhookChannel2023',
} as const
