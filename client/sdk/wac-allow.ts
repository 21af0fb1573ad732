// What a server says that the person and everybody may do with a resource. A hint for what to show,
// never a protection. Pure. Source: https://solidproject.org/TR/wac#wac-allow
const modes = ['read', 'append', 'write', 'control'] as const

export type AccessMode = (typeof modes)[number]

export interface AllowedModes {
  /** What whoever asked may do. */
  readonly user: ReadonlySet<AccessMode>
  /** What everybody may do. */
  readonly public: ReadonlySet<AccessMode>
}

const group = '[A-Za-z][\\w-]*\\s*=\\s*"[^"]*"'
const wholeHeader = new RegExp(`^\\s*${group}(\\s*,\\s*${group})*\\s*$`)
const eachGroup = /([A-Za-z][\w-]*)\s*=\s*"([^"]*)"/g

/**
 * 'user="read write", public="read"' → sets of modes; groups and modes that we do not know are left
 * out. Undefined when there is no header or it is malformed.
 */
export function readWacAllow(header: string | null): AllowedModes | undefined {
  if (header === null || header.length > 1000 || !wholeHeader.test(header)) return undefined
  const groups = new Map(
    [...header.matchAll(eachGroup)].map(([, name = '', text = '']) => [
      name.toLowerCase(),
      text.toLowerCase().split(/\s+/),
    ]),
  )
  const named = (name: string) =>
    new Set(modes.filter((mode) => groups.get(name)?.includes(mode) === true))
  return { user: named('user'), public: named('public') }
}
