// Which members of a container an asker may read: of the others a listing gives the URL alone.
import { createHash } from 'node:crypto'
import { authorize, evaluate } from '../access/authorize.ts'
import type { AccessWorld } from '../access/authorize.ts'
import { inheritedAcl } from '../access/effective-acl.ts'
import type { Intent, Pod } from './ask.ts'
import { ownAclsKey } from './keys.ts'

export interface Visibility {
  isReadable(name: string): boolean
  /** The same for all who may read the same members. */
  readonly digest: string
}

// Each costs an evaluation; members beyond this count as unreadable.
const mostOwnAcls = 1000

/** Members inherit, except those that have an ACL of their own. */
export async function visibilityFor(pod: Pod, ask: Intent): Promise<Visibility> {
  const container = ask.id.path
  const world = withoutForeignGroups(pod)
  const inherited = await evaluate(world, ask, await inheritedAcl(pod.acls, container))
  const marks = await pod.store.list(ownAclsKey(container), { limit: mostOwnAcls })
  const readable = new Map<string, boolean>()
  for (const { key } of marks) {
    const name = key.at(-1)!
    const { user } = await authorize(world, ask, container + name)
    readable.set(name, user.has('read'))
  }
  const isComplete = marks.length < mostOwnAcls
  const byDefault = isComplete && inherited.user.has('read')
  return {
    isReadable: (name) => readable.get(name) ?? byDefault,
    digest: digestOf(byDefault, readable),
  }
}

/** Listings do not ask other servers about their groups, once for every member. */
function withoutForeignGroups(pod: Pod): AccessWorld {
  return { ...pod, fetch: refuseToFetch }
}

function refuseToFetch(): Promise<never> {
  return Promise.reject(new Error('Foreign groups are not asked for listings'))
}

function digestOf(byDefault: boolean, readable: ReadonlyMap<string, boolean>): string {
  const differing = [...readable].filter(([, each]) => each !== byDefault).map(([name]) => name)
  return createHash('sha256')
    .update(JSON.stringify([byDefault, differing]))
    .digest('base64url')
}
