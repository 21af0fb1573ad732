// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const owl = {
  /** The namespace itself. */
  '': 'http://www.w3.org/2002/07/owl#',
  sameAs: 'http://www.w3.org/2002/07/owl#sameAs',
} as const
