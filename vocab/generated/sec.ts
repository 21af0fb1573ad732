// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const sec = {
  /** The namespace itself. */
  '': 'https://w3id.org/security#',
  JsonWebKey: 'https://w3id.org/security#JsonWebKey',
  assertionMethod: 'https://w3id.org/security#assertionMethod',
  authentication: 'https://w3id.org/security#authentication',
  authenticationMethod: 'https://w3id.org/security#authenticationMethod',
  capabilityDelegation: 'https://w3id.org/security#capabilityDelegation',
  capabilityDelegationMethod: 'https://w3id.org/security#capabilityDelegationMethod',
  capabilityInvocation: 'https://w3id.org/security#capabilityInvocation',
  capabilityInvocationMethod: 'https://w3id.org/security#capabilityInvocationMethod',
  controller: 'https://w3id.org/security#controller',
  expires: 'https://w3id.org/security#expires',
  keyAgreement: 'https://w3id.org/security#keyAgreement',
  keyAgreementMethod: 'https://w3id.org/security#keyAgreementMethod',
  owner: 'https://w3id.org/security#owner',
  publicKey: 'https://w3id.org/security#publicKey',
  publicKeyBase58: 'https://w3id.org/security#publicKeyBase58',
  publicKeyBase64: 'https://w3id.org/security#publicKeyBase64',
  publicKeyHex: 'https://w3id.org/security#publicKeyHex',
  publicKeyJwk: 'https://w3id.org/security#publicKeyJwk',
  publicKeyMultibase: 'https://w3id.org/security#publicKeyMultibase',
  publicKeyPem: 'https://w3id.org/security#publicKeyPem',
  verificationMethod: 'https://w3id.org/security#verificationMethod',
} as const
