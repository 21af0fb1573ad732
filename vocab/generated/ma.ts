// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const ma = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/ma-ont#',
  format: 'http://www.w3.org/ns/ma-ont#format',
} as const
