// Sections 2, 3 and 5: what a stock Community Solid Server does instead, by row.

const guessesHost = 'takes its base URL from the request, and fails with 500 for a foreign one'
const serverIsStorage = 'takes the whole server for one storage that holds those of people'

export const names: Readonly<Record<string, string>> = {
  'U6: refuses an encoded slash': 'creates a document of that name',
  'U6: refuses NUL and control characters': 'creates a document of that name',
  'U6: refuses backslashes': 'creates a document of that name',
  'U6: refuses dot segments, as they are and encoded': 'resolves them',
  'U6: refuses empty segments': 'drops them',
  'U6: refuses broken escapes and what is not UTF-8': 'fails with 500',
  'U7: has no auxiliary resources of auxiliary resources': 'creates ACLs of ACLs',
  'U7: has no auxiliary resources of what does not exist': 'creates ACLs of missing documents',
  'U7: makes nothing that is not an ACL under the name of one': 'answers 501',
  'U7: makes no containers under reserved names': 'creates a container "document.acl/"',
  'U7: keeps .well-known of a storage for itself': 'has no reserved names inside of pods',
  'U8: does not answer for hosts that are not its own': guessesHost,
  'U8: writes its own base URL whatever proxies are said to stand before it': guessesHost,
  'U8: checks proofs against its own URL, not against the Host of the request': guessesHost,
  'S2: is no storage itself where it holds those of people': serverIsStorage,
  'S3: says on GET, HEAD and OPTIONS of a root that it is a storage': 'does not say so on OPTIONS',
  'S4: links root, containers and documents to the storage description': 'has no link on OPTIONS',
  'S4: links ACLs and descriptions of resources to it too': 'has no link on auxiliary resources',
  'S4: links to it even when it refuses': 'has no link on errors',
  'S5: describes the storage in Turtle, to everybody': serverIsStorage,
  'S5: describes it in JSON-LD': serverIsStorage,
  'S5: has one description for each storage': serverIsStorage,
  'S9: keeps a new pod private': 'shows the root of a new pod to everybody',
  'S9: shows everybody what its owner puts into public/': 'creates no public/',
  'S9: takes notices into the inbox from those who sign in, and shows them none':
    'creates no inbox',
  'X1: links to the ACL when it has created or changed something': 'has no links on writes',
  'X2: creates and replaces descriptions by PUT': 'refuses PUT of descriptions with 405',
  'X2: takes descriptions in JSON-LD and gives them in Turtle':
    'refuses PUT of descriptions with 405',
  'X4: lets those who may write the subject replace its description':
    'refuses PUT of descriptions with 405',
  'X4: has no ACL for a description alone': 'creates an ACL of a description',
  'X4: links a description back to its subject': 'has no link to the subject',
  'X6: empties a description on DELETE or refuses with 405': 'answers 409',
}
