// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const stat = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/posix/stat#',
  mtime: 'http://www.w3.org/ns/posix/stat#mtime',
  size: 'http://www.w3.org/ns/posix/stat#size',
} as const
