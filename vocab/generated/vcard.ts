// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const vcard = {
  /** The namespace itself. */
  '': 'http://www.w3.org/2006/vcard/ns#',
  Group: 'http://www.w3.org/2006/vcard/ns#Group',
  fn: 'http://www.w3.org/2006/vcard/ns#fn',
  hasKey: 'http://www.w3.org/2006/vcard/ns#hasKey',
  hasMember: 'http://www.w3.org/2006/vcard/ns#hasMember',
  key: 'http://www.w3.org/2006/vcard/ns#key',
} as const
