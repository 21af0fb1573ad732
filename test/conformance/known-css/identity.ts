// Sections 12 to 15: what a stock Community Solid Server does instead, by row.

const noTypeIndexes = 'creates no type indexes'
const noPreferences = 'creates no preferences file'
const hasImplicit = 'still offers the implicit and the hybrid flow'
const unprotected = 'lets whoever may write the profile do it'

export const identity: Readonly<Record<string, string>> = {
  'O1: asks for DPoP, and says realm, scope and algorithms': 'asks for Bearer, with a scope alone',
  'O1: says whether the token or the proof was wrong': 'does not say what was wrong',
  'O2: refuses a second Authorization, a second proof, and none': 'takes the first of two',
  'O3: believes no issuer whose configuration names another': 'does not compare the names',
  'O4: asks nobody about a token that is too long': 'has no limit below that of headers',
  'O5: takes the name of an issuer with and without a slash at the end':
    'compares the names as they are written',
  'O5: reads WebID documents in JSON-LD': 'finds no issuer in them',
  'O6: refuses a token as Bearer, bound or not': 'takes tokens that are bound to no key',
  'O7: takes no login of its own users as the key to data':
    'takes any token whose audience is its client or solid',
  'D1: takes proofs by every algorithm that it names': 'wants alg in the key when it is of RSA',
  'D1: refuses proofs of another type, without a key, and with a private one':
    'takes proofs with extensions that it must understand, and does not',
  'D3: leaves query and fragment out of the comparison': 'compares the whole URL',
  'D3: compares URLs in normal form': 'compares them as they are written',
  'D4: takes proofs of a few seconds, refuses old ones and those from the future':
    'takes proofs from minutes in the future',
  'D5: does not mix up clients that choose the same jti': 'remembers the jti alone',
  'P3: says all else that clients look for': 'signs no ID tokens by RS256',
  'P3: offers nothing older than the code flow': hasImplicit,
  'P4: knows no implicit and no hybrid flow': hasImplicit,
  'P7: refuses a document about another client': 'fails with 500',
  'P9: gives no token without a proof': 'gives one that is bound to no key',
  'P9: gives ID tokens for the app and for Solid, bound to the key of the app':
    'gives them for the app alone, bound to no key',
  'P10: gives them for ten minutes at most': 'gives them for an hour',
  'P11: refuses a wrong secret with 401, and a request without a proof with 400':
    'gives a token that is bound to no key',
  'P12: changes refresh tokens at every use': 'changes none that is bound to a key',
  'P12: ends all when one is used again': 'changes none that is bound to a key',
  'P15: lets nobody frame the pages that ask for a password or a consent': 'lets everybody',
  'I3: makes profiles of the shape that clients expect':
    'says that the owner is a foaf:Person, no more',
  'I3: leads from the profile to the storage': 'has no pim:storage in profiles',
  'I4: lets no app change the issuer of a WebID, by PUT, patch or update': unprotected,
  'I4: lets no app name another storage, inbox or key for a WebID': unprotected,
  'I4: lets no app delete the document of a WebID': unprotected,
  'I5: refuses profiles that clients cannot use with 422': 'stores them',
  'I5: refuses preferences that lead nowhere with 422': noPreferences,
  'I6: has a public type index that everybody may read': noTypeIndexes,
  'I6: has a private one, named in the preferences, for the owner alone': noTypeIndexes,
  'I6: takes registrations of apps that its owner lets in': noTypeIndexes,
  'I7: says what older clients look for': 'says less',
  'I8: keeps a preferences file for the owner alone': noPreferences,
  'L1: leads senders to the inbox of a person, by her profile or a link': 'creates no inbox',
  'L2: refuses what is no notification with 4xx, and keeps nothing of it':
    'stores whatever bytes come',
}
