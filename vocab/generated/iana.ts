// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const iana = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/iana/media-types/',
  'text/turtle#Resource': 'http://www.w3.org/ns/iana/media-types/text/turtle#Resource',
} as const
