// What may not be changed, even by those who may write. Pure but for what it throws.
import { Graph, irisOf } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { Problem } from '../../http/problem.ts'
import { givesControl, rulesOf } from '../access/acl-rules.ts'
import type { Ask } from './ask.ts'
import { isManaged } from './container-triples.ts'
import { parentOf } from './identifier.ts'
import { baseUrlOf } from './response-headers.ts'

/** Whether a resource is the WebID document of the storage's owner. */
export function isIdentity({ url, owner }: Pick<Ask, 'url' | 'owner'>): boolean {
  return owner.replace(/#.*/s, '') === url
}

/**
 * Whoever names another OpenID provider in a WebID document takes the identity over.
 * @throws Problem conflict when the providers of the owner are not the same after a change
 */
export function protectIdentity(
  ask: Ask,
  before: readonly Quad[],
  after: readonly Quad[] | undefined,
): void {
  if (!isIdentity(ask)) return
  const issuers = (quads: readonly Quad[]) =>
    irisOf(new Graph([...quads]), ask.owner, solid.oidcIssuer)
      .toSorted()
      .join(' ')
  if (after && issuers(before) === issuers(after)) return
  throw new Problem('conflict', 'The OpenID provider of a WebID changes only in the account')
}

/**
 * The root of a storage keeps an ACL that lets somebody control it.
 * @throws Problem conflict
 */
export function protectControl({ id, url }: Ask, quads: readonly Quad[]): void {
  if (parentOf(id.subject) !== undefined) return
  const baseUrl = baseUrlOf({ id, url })
  const rules = rulesOf(new Graph([...quads]), baseUrl)
  if (givesControl(rules, baseUrl + id.subject)) return
  throw new Problem('conflict', 'The ACL of a storage must let somebody control the storage')
}

/**
 * The triples of a client about a container: without those of the server, which it may repeat but
 * not change.
 * @throws Problem conflict
 */
export function clientQuads(
  container: string,
  current: readonly Quad[],
  sent: readonly Quad[],
): Quad[] {
  const kept = new Graph([...current])
  const [managed, own] = [true, false].map((each) =>
    sent.filter((quad) => isManaged(quad, container) === each),
  )
  if (managed!.every((quad) => kept.has(quad))) return own!
  throw new Problem('conflict', 'What a container contains is not written, but follows from it')
}
