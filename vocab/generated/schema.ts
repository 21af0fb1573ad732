// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const schema = {
  /** The namespace itself. */
  '': 'https://schema.org/',
  MonetaryAmount: 'https://schema.org/MonetaryAmount',
  Organization: 'https://schema.org/Organization',
  Person: 'https://schema.org/Person',
  currency: 'https://schema.org/currency',
  legalName: 'https://schema.org/legalName',
  name: 'https://schema.org/name',
  url: 'https://schema.org/url',
  value: 'https://schema.org/value',
} as const
