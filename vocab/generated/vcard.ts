// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const vcard = {
  /** The namespace itself. */
  '': 'http://www.w3.org/2006/vcard/ns#',
  Group: 'http://www.w3.org/2006/vcard/ns#Group',
  fn: 'http://www.w3.org/2006/vcard/ns#fn',
  hasMember: 'http://www.w3.org/2006/vcard/ns#hasMember',
} as const
