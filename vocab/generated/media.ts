// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const media = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/iana/media-types/',

} as const
