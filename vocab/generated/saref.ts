// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const saref = {
  /** The namespace itself. */
  '': 'https://saref.etsi.org/core/',
  Measurement: 'https://saref.etsi.org/core/Measurement',
} as const
