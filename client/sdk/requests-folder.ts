// Where a firm keeps the requests it made, in its own pod.
import { accessRequestsIn } from '../../shapes/access-request.ts'
import { irisOf } from '../../shapes/graph.ts'
import type { Graph } from '../../shapes/graph.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { readProfile } from './profile.ts'
import { refusal } from './request.ts'
import type { Session } from './session.ts'

/** @throws RequestError not-found when the firm's WebID document names no storage */
export async function requestsFolderOf(session: Session): Promise<string> {
  const [storage] = (await readProfile(session.fetch, session.webId)).storages
  if (storage !== undefined) return new URL('share/requests/', storage).href
  throw refusal('not-found', `${session.webId} names no storage to keep requests in`)
}

/** Where a request document was sent to: its address at the mediator; undefined before. Pure. */
export function sentToIn(graph: Graph): string | undefined {
  return accessRequestsIn(graph).flatMap((id) => irisOf(graph, id, fh.sentTo))[0]
}
