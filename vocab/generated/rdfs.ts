// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const rdfs = {
  /** The namespace itself. */
  '': 'http://www.w3.org/2000/01/rdf-schema#',
  comment: 'http://www.w3.org/2000/01/rdf-schema#comment',
  label: 'http://www.w3.org/2000/01/rdf-schema#label',
  seeAlso: 'http://www.w3.org/2000/01/rdf-schema#seeAlso',
  subClassOf: 'http://www.w3.org/2000/01/rdf-schema#subClassOf',
} as const
