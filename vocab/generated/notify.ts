// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const notify = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/solid/notifications#',
  EventSourceChannel2023: 'http://www.w3.org/ns/solid/notifications#EventSourceChannel2023',
  LDNChannel2023: 'http://www.w3.org/ns/solid/notifications#LDNChannel2023',
  StreamingHTTPChannel2023: 'http://www.w3.org/ns/solid/notifications#StreamingHTTPChannel2023',
  WebSocketChannel2023: 'http://www.w3.org/ns/solid/notifications#WebSocketChannel2023',
  WebhookChannel2023: 'http://www.w3.org/ns/solid/notifications#WebhookChannel2023',
  accept: 'http://www.w3.org/ns/solid/notifications#accept',
  channel: 'http://www.w3.org/ns/solid/notifications#channel',
  channelType: 'http://www.w3.org/ns/solid/notifications#channelType',
  endAt: 'http://www.w3.org/ns/solid/notifications#endAt',
  feature: 'http://www.w3.org/ns/solid/notifications#feature',
  rate: 'http://www.w3.org/ns/solid/notifications#rate',
  receiveFrom: 'http://www.w3.org/ns/solid/notifications#receiveFrom',
  sendTo: 'http://www.w3.org/ns/solid/notifications#sendTo',
  sender: 'http://www.w3.org/ns/solid/notifications#sender',
  startAt: 'http://www.w3.org/ns/solid/notifications#startAt',
  state: 'http://www.w3.org/ns/solid/notifications#state',
  subscription: 'http://www.w3.org/ns/solid/notifications#subscription',
  topic: 'http://www.w3.org/ns/solid/notifications#topic',
} as const
