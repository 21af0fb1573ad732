// Section 4: what a stock Community Solid Server does instead, by row.

const milliseconds = 'writes milliseconds in listings, and whole seconds in headers'

export const containers: Readonly<Record<string, string>> = {
  'C2: tells documents that are RDF from those that are not': 'links all to ldp:Resource alone',
  'C3: says the media type of members, without parameters': 'writes it as text, not as a class',
  'C3: says the size of members as an integer': 'writes the size as a string',
  'C3: says when members changed, as a date and as whole seconds': 'leaves stat:mtime out',
  'C4: dates members in listings as HEAD on them does': milliseconds,
  'C4: dates a container in its body as in its headers': milliseconds,
  'C5: refuses POST of a container that claims members': 'creates it, without the members',
  'C5: takes PUT that repeats what is there': 'refuses every PUT to a container that exists',
  'C5: keeps what a client says of a container, written by PUT':
    'refuses every PUT to a container that exists',
  'C5: keeps what a client says of a container, written by PATCH':
    'refuses every PATCH of a container',
  'C7: lists all members to readers of a container, of hidden ones the URL alone':
    'tells size and dates of members that the reader may not read',
  'C7: tells nobody the size of hidden members of a public container':
    'tells size and dates of members that the reader may not read',
  'C8: leaves members out when the minimal container is preferred': 'ignores Prefer',
  'C8: leaves members out when containment is not wanted': 'ignores Prefer',
}
