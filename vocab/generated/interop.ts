// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const interop = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/solid/interop#',
  hasAuthorizationAgent: 'http://www.w3.org/ns/solid/interop#hasAuthorizationAgent',
} as const
