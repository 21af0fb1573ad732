// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const as = {
  /** The namespace itself. */
  '': 'https://www.w3.org/ns/activitystreams#',
  Accept: 'https://www.w3.org/ns/activitystreams#Accept',
  Announce: 'https://www.w3.org/ns/activitystreams#Announce',
  Offer: 'https://www.w3.org/ns/activitystreams#Offer',
  Read: 'https://www.w3.org/ns/activitystreams#Read',
  Reject: 'https://www.w3.org/ns/activitystreams#Reject',
  Undo: 'https://www.w3.org/ns/activitystreams#Undo',
} as const
