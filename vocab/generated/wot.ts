// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const wot = {
  /** The namespace itself. */
  '': 'http://xmlns.com/wot/0.1/',
  hasKey: 'http://xmlns.com/wot/0.1/hasKey',
  identity: 'http://xmlns.com/wot/0.1/identity',
} as const
