// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const acp = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/solid/acp#',
  AccessControlResource: 'http://www.w3.org/ns/solid/acp#AccessControlResource',
} as const
