// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const pim = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/pim/space#',
  ConfigurationFile: 'http://www.w3.org/ns/pim/space#ConfigurationFile',
  Storage: 'http://www.w3.org/ns/pim/space#Storage',
  preferencesFile: 'http://www.w3.org/ns/pim/space#preferencesFile',
  storage: 'http://www.w3.org/ns/pim/space#storage',
} as const
