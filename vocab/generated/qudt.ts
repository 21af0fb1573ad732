// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const qudt = {
  /** The namespace itself. */
  '': 'http://qudt.org/schema/qudt/',
  hasUnit: 'http://qudt.org/schema/qudt/hasUnit',
} as const
