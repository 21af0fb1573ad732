// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const xsd = {
  /** The namespace itself. */
  '': 'http://www.w3.org/2001/XMLSchema#',
  boolean: 'http://www.w3.org/2001/XMLSchema#boolean',
  date: 'http://www.w3.org/2001/XMLSchema#date',
  dateTime: 'http://www.w3.org/2001/XMLSchema#dateTime',
  decimal: 'http://www.w3.org/2001/XMLSchema#decimal',
  double: 'http://www.w3.org/2001/XMLSchema#double',
  duration: 'http://www.w3.org/2001/XMLSchema#duration',
  integer: 'http://www.w3.org/2001/XMLSchema#integer',
  string: 'http://www.w3.org/2001/XMLSchema#string',
} as const
