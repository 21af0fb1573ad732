// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const solid = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/solid/terms#',
  InsertDeletePatch: 'http://www.w3.org/ns/solid/terms#InsertDeletePatch',
  ListedDocument: 'http://www.w3.org/ns/solid/terms#ListedDocument',
  Patch: 'http://www.w3.org/ns/solid/terms#Patch',
  TypeIndex: 'http://www.w3.org/ns/solid/terms#TypeIndex',
  TypeRegistration: 'http://www.w3.org/ns/solid/terms#TypeRegistration',
  UnlistedDocument: 'http://www.w3.org/ns/solid/terms#UnlistedDocument',
  account: 'http://www.w3.org/ns/solid/terms#account',
  deletes: 'http://www.w3.org/ns/solid/terms#deletes',
  forClass: 'http://www.w3.org/ns/solid/terms#forClass',
  inserts: 'http://www.w3.org/ns/solid/terms#inserts',
  instance: 'http://www.w3.org/ns/solid/terms#instance',
  instanceContainer: 'http://www.w3.org/ns/solid/terms#instanceContainer',
  oidcIssuer: 'http://www.w3.org/ns/solid/terms#oidcIssuer',
  owner: 'http://www.w3.org/ns/solid/terms#owner',
  privateTypeIndex: 'http://www.w3.org/ns/solid/terms#privateTypeIndex',
  publicTypeIndex: 'http://www.w3.org/ns/solid/terms#publicTypeIndex',
  storageDescription: 'http://www.w3.org/ns/solid/terms#storageDescription',
  where: 'http://www.w3.org/ns/solid/terms#where',
} as const
