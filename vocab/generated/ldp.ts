// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const ldp = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/ldp#',
  BasicContainer: 'http://www.w3.org/ns/ldp#BasicContainer',
  Container: 'http://www.w3.org/ns/ldp#Container',
  NonRDFSource: 'http://www.w3.org/ns/ldp#NonRDFSource',
  PreferContainment: 'http://www.w3.org/ns/ldp#PreferContainment',
  PreferMinimalContainer: 'http://www.w3.org/ns/ldp#PreferMinimalContainer',
  RDFSource: 'http://www.w3.org/ns/ldp#RDFSource',
  Resource: 'http://www.w3.org/ns/ldp#Resource',
  constrainedBy: 'http://www.w3.org/ns/ldp#constrainedBy',
  contains: 'http://www.w3.org/ns/ldp#contains',
  inbox: 'http://www.w3.org/ns/ldp#inbox',
} as const
