// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const cert = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/auth/cert#',
  identity: 'http://www.w3.org/ns/auth/cert#identity',
  key: 'http://www.w3.org/ns/auth/cert#key',
} as const
