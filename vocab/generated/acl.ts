// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const acl = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/auth/acl#',
  Append: 'http://www.w3.org/ns/auth/acl#Append',
  AuthenticatedAgent: 'http://www.w3.org/ns/auth/acl#AuthenticatedAgent',
  Authorization: 'http://www.w3.org/ns/auth/acl#Authorization',
  ClientCondition: 'http://www.w3.org/ns/auth/acl#ClientCondition',
  Control: 'http://www.w3.org/ns/auth/acl#Control',
  IssuerCondition: 'http://www.w3.org/ns/auth/acl#IssuerCondition',
  Read: 'http://www.w3.org/ns/auth/acl#Read',
  Write: 'http://www.w3.org/ns/auth/acl#Write',
  accessTo: 'http://www.w3.org/ns/auth/acl#accessTo',
  agent: 'http://www.w3.org/ns/auth/acl#agent',
  agentClass: 'http://www.w3.org/ns/auth/acl#agentClass',
  agentGroup: 'http://www.w3.org/ns/auth/acl#agentGroup',
  client: 'http://www.w3.org/ns/auth/acl#client',
  clientClass: 'http://www.w3.org/ns/auth/acl#clientClass',
  clientGroup: 'http://www.w3.org/ns/auth/acl#clientGroup',
  condition: 'http://www.w3.org/ns/auth/acl#condition',
  default: 'http://www.w3.org/ns/auth/acl#default',
  issuer: 'http://www.w3.org/ns/auth/acl#issuer',
  issuerClass: 'http://www.w3.org/ns/auth/acl#issuerClass',
  issuerGroup: 'http://www.w3.org/ns/auth/acl#issuerGroup',
  mode: 'http://www.w3.org/ns/auth/acl#mode',
  origin: 'http://www.w3.org/ns/auth/acl#origin',
} as const
