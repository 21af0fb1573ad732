// Which modes a request needs, on the resource itself and on the container it comes into or leaves.
// Pure. Source: https://solidproject.org/TR/wac#access-modes
import type { Kind } from '../resources/identifier.ts'
import type { Mode } from './wac.ts'

export interface Needs {
  readonly target: readonly Mode[]
  /** On the container that exists already and nearest above. */
  readonly container: readonly Mode[]
}

/** What a patch does, as far as access is concerned. */
export interface PatchEffect {
  readonly reads: boolean
  readonly adds: boolean
  readonly removes: boolean
}

export const readNeeds: Needs = { target: ['read'], container: [] }

/** POST: a container need not be writable in itself to take something in. */
export const postNeeds: Needs = { target: ['append'], container: [] }

/** PUT: replacing needs Write; creating also needs Append on the container. */
export function putNeeds(exists: boolean): Needs {
  return { target: ['write'], container: exists ? [] : ['append'] }
}

/** PATCH: deleting also needs Read, so that a refusal tells nothing about what is there. */
export function patchNeeds(effect: PatchEffect, exists: boolean): Needs {
  const target: Mode[] = []
  if (effect.reads || effect.removes) target.push('read')
  if (effect.removes) target.push('write')
  if (effect.adds) target.push('append')
  // A patch that does nothing still tells whether the resource is there.
  if (target.length === 0) target.push('append')
  return { target, container: exists ? [] : ['append'] }
}

/** DELETE: of a container also needs Read, because the answer tells whether it was empty. */
export function deleteNeeds(kind: Kind): Needs {
  return { target: kind === 'container' ? ['write', 'read'] : ['write'], container: ['write'] }
}

/** What a request needs in terms of the subject; for an ACL or description no container counts. */
export function needsOnSubject(kind: Kind, needs: Needs): Needs {
  if (kind === 'acl') return { target: ['control'], container: [] }
  return kind === 'description' ? { target: needs.target, container: [] } : needs
}
