// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const dct = {
  /** The namespace itself. */
  '': 'http://purl.org/dc/terms/',
  conformsTo: 'http://purl.org/dc/terms/conformsTo',
  created: 'http://purl.org/dc/terms/created',
  creator: 'http://purl.org/dc/terms/creator',
  description: 'http://purl.org/dc/terms/description',
  extent: 'http://purl.org/dc/terms/extent',
  format: 'http://purl.org/dc/terms/format',
  hasPart: 'http://purl.org/dc/terms/hasPart',
  identifier: 'http://purl.org/dc/terms/identifier',
  isPartOf: 'http://purl.org/dc/terms/isPartOf',
  issued: 'http://purl.org/dc/terms/issued',
  modified: 'http://purl.org/dc/terms/modified',
  source: 'http://purl.org/dc/terms/source',
  title: 'http://purl.org/dc/terms/title',
  valid: 'http://purl.org/dc/terms/valid',
} as const
