// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const skos = {
  /** The namespace itself. */
  '': 'http://www.w3.org/2004/02/skos/core#',
  Concept: 'http://www.w3.org/2004/02/skos/core#Concept',
  ConceptScheme: 'http://www.w3.org/2004/02/skos/core#ConceptScheme',
  broader: 'http://www.w3.org/2004/02/skos/core#broader',
  definition: 'http://www.w3.org/2004/02/skos/core#definition',
  exactMatch: 'http://www.w3.org/2004/02/skos/core#exactMatch',
  inScheme: 'http://www.w3.org/2004/02/skos/core#inScheme',
  narrower: 'http://www.w3.org/2004/02/skos/core#narrower',
  notation: 'http://www.w3.org/2004/02/skos/core#notation',
  prefLabel: 'http://www.w3.org/2004/02/skos/core#prefLabel',
} as const
