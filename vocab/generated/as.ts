// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const as = {
  /** The namespace itself. */
  '': 'https://www.w3.org/ns/activitystreams#',
  Accept: 'https://www.w3.org/ns/activitystreams#Accept',
  Add: 'https://www.w3.org/ns/activitystreams#Add',
  Announce: 'https://www.w3.org/ns/activitystreams#Announce',
  Create: 'https://www.w3.org/ns/activitystreams#Create',
  Delete: 'https://www.w3.org/ns/activitystreams#Delete',
  Offer: 'https://www.w3.org/ns/activitystreams#Offer',
  Read: 'https://www.w3.org/ns/activitystreams#Read',
  Reject: 'https://www.w3.org/ns/activitystreams#Reject',
  Remove: 'https://www.w3.org/ns/activitystreams#Remove',
  Undo: 'https://www.w3.org/ns/activitystreams#Undo',
  Update: 'https://www.w3.org/ns/activitystreams#Update',
  alsoKnownAs: 'https://www.w3.org/ns/activitystreams#alsoKnownAs',
  object: 'https://www.w3.org/ns/activitystreams#object',
  published: 'https://www.w3.org/ns/activitystreams#published',
  target: 'https://www.w3.org/ns/activitystreams#target',
} as const
