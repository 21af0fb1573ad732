// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const foaf = {
  /** The namespace itself. */
  '': 'http://xmlns.com/foaf/0.1/',
  Agent: 'http://xmlns.com/foaf/0.1/Agent',
  Organization: 'http://xmlns.com/foaf/0.1/Organization',
  Person: 'http://xmlns.com/foaf/0.1/Person',
  PersonalProfileDocument: 'http://xmlns.com/foaf/0.1/PersonalProfileDocument',
  homepage: 'http://xmlns.com/foaf/0.1/homepage',
  maker: 'http://xmlns.com/foaf/0.1/maker',
  name: 'http://xmlns.com/foaf/0.1/name',
  primaryTopic: 'http://xmlns.com/foaf/0.1/primaryTopic',
} as const
