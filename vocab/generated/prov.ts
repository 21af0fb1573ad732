// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const prov = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/prov#',
  Activity: 'http://www.w3.org/ns/prov#Activity',
  Entity: 'http://www.w3.org/ns/prov#Entity',
  endedAtTime: 'http://www.w3.org/ns/prov#endedAtTime',
  generatedAtTime: 'http://www.w3.org/ns/prov#generatedAtTime',
  startedAtTime: 'http://www.w3.org/ns/prov#startedAtTime',
  used: 'http://www.w3.org/ns/prov#used',
  wasAssociatedWith: 'http://www.w3.org/ns/prov#wasAssociatedWith',
  wasAttributedTo: 'http://www.w3.org/ns/prov#wasAttributedTo',
  wasDerivedFrom: 'http://www.w3.org/ns/prov#wasDerivedFrom',
  wasGeneratedBy: 'http://www.w3.org/ns/prov#wasGeneratedBy',
} as const
