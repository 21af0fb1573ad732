// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const rdf = {
  /** The namespace itself. */
  '': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  JSON: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON',
  first: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#first',
  langString: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString',
  nil: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#nil',
  rest: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#rest',
  type: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type',
  value: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value',
} as const
