// For the person: what firms ask, what she granted, and her mediator.
import { namedNode, quad } from '../../shapes/graph.ts'
import { interop } from '../../vocab/generated/interop.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { removeLease } from './access.ts'
import { changeDocument, readDocument } from './document.ts'
import { mediatorOf, post } from './mediator.ts'
import type { GrantSummary, RequestSummary, State } from './mediator.ts'
import { profileIn } from './profile.ts'
import { RequestError, refusal, requestJson } from './request.ts'
import type { Session } from './session.ts'
import { storageOf } from './storage.ts'

export { grantRequest } from './granting.ts'
export type { GrantChoice } from './granting.ts'

/** What a withdrawal left behind. Access is closed either way: the lease has no members any more. */
export interface Withdrawal {
  /** Resources whose access rules no longer mention the grant. */
  readonly cleaned: readonly string[]
  /** Resources whose rules still name the closed lease; withdrawing again tries again. */
  readonly notCleaned: readonly { readonly resource: string; readonly detail: string }[]
}

const ended: readonly State[] = ['withdrawn', 'revoked', 'expired']

/**
 * The requests that the mediator has for this person, newest first.
 * @throws RequestError not-represented when she has no mediator yet (see setMediator)
 */
export async function listRequests(session: Session): Promise<RequestSummary[]> {
  const mediator = await mediatorOf(session, session.webId)
  return requestJson(session.fetch, `${mediator}requests`)
}

/** @throws RequestError wrong-state when the request was answered before */
export async function refuseRequest(
  session: Session,
  request: RequestSummary,
  reason?: string,
): Promise<RequestSummary> {
  return post(session, `${request.id}/refuse`, reason === undefined ? {} : { reason })
}

/**
 * The grants that the mediator keeps for this person, ended ones too.
 * @throws RequestError as listRequests does
 */
export async function listGrants(session: Session): Promise<GrantSummary[]> {
  const mediator = await mediatorOf(session, session.webId)
  return requestJson(session.fetch, `${mediator}grants`)
}

/**
 * Ends a grant: the mediator closes its leases at once, then they are taken out of the access rules.
 * On a grant that has ended already it only tidies the rules.
 */
export async function withdrawGrant(session: Session, grant: GrantSummary): Promise<Withdrawal> {
  const { leases } = grant.leases.length > 0 ? grant : await readGrant(session, grant.id)
  await withdraw(session, grant.id)
  const outcomes = await Promise.allSettled(
    leases.map((lease) => removeLease(session.fetch, lease)),
  )
  const tidied = leases.map(({ resource }, index) => ({ resource, outcome: outcomes[index] }))
  return {
    cleaned: tidied.flatMap(({ resource, outcome }) =>
      outcome?.status === 'fulfilled' ? [resource] : [],
    ),
    notCleaned: tidied.flatMap(({ resource, outcome }) =>
      outcome?.status === 'rejected' ? [{ resource, detail: detailOf(outcome.reason) }] : [],
    ),
  }
}

/**
 * Lets this agent answer requests for the person, in place of the one before: written into her WebID
 * document, together with her storage if the document names none yet.
 * @throws RequestError wrong-state while the one before serves grants of hers, which she would no
 *   longer see; one that does not answer serves none
 */
export async function setMediator(session: Session, agentIri: string): Promise<void> {
  const { graph, url } = await readDocument(session.fetch, session.webId)
  const { storages } = profileIn(graph, session.webId)
  const person = namedNode(session.webId)
  const wanted = quad(person, namedNode(interop.hasAuthorizationAgent), namedNode(agentIri))
  const storage = storages.length > 0 ? undefined : await storageOf(session.fetch, url)
  const named = storage && quad(person, namedNode(pim.storage), namedNode(storage))

  const before = graph.getQuads(person, interop.hasAuthorizationAgent, null, null)
  const deletes = before.filter((each) => !each.equals(wanted))
  if (deletes.length > 0) await requireNothingShared(session)
  const inserts = [wanted, ...(named ? [named] : [])].filter((each) => !graph.has(each))
  if (inserts.length + deletes.length === 0) return
  await changeDocument(session.fetch, url, { inserts, deletes })
}

async function requireNothingShared(session: Session): Promise<void> {
  const grants = await listGrants(session).catch(() => [])
  const open = grants.filter(
    ({ person, state }) => person === session.webId && !ended.includes(state),
  )
  if (open.length === 0) return
  const detail = `Your mediator serves ${open.length} of your grants: withdraw them first, then change`
  throw refusal('wrong-state', detail)
}

async function withdraw(session: Session, grant: string): Promise<void> {
  try {
    await post(session, `${grant}/withdraw`)
  } catch (error) {
    const isPast = error instanceof RequestError && error.type === 'wrong-state'
    if (!isPast || !ended.includes((await readGrant(session, grant)).state)) throw error
  }
}

function readGrant(session: Session, id: string): Promise<GrantSummary> {
  return requestJson(session.fetch, id)
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
