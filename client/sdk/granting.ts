// The person says yes: agreement, leases in her access rules, proof by the mediator. All or nothing.
import { turtleType } from '../../shapes/graph.ts'
import { addLease, removeLease } from './access.ts'
import { post } from './mediator.ts'
import type { GrantSummary, RequestSummary } from './mediator.ts'
import { ownData } from './own-data.ts'
import { readProfile } from './profile.ts'
import { RequestError, refusal, request, requestJson } from './request.ts'
import type { Session } from './session.ts'

export interface GrantChoice {
  /** Documents and containers; by default what the request names, else all her data of its type. */
  readonly resources?: readonly string[]
  /** When it ends; by default as late as the request asks for. */
  readonly until?: Date
}

type Undo = () => Promise<unknown>

/**
 * Grants a request. A grant that was begun before and not brought to its end is continued, unless it
 * gives more than is chosen now.
 * @throws RequestError not-enforced when the pod's provider does not do as the rules say; whatever
 *   fails, the grant is withdrawn and what was written for it is removed first. conflict when another
 *   decision on the request is under way, which stays as it is
 */
export async function grantRequest(
  session: Session,
  asked: RequestSummary,
  choice: GrantChoice = {},
): Promise<GrantSummary> {
  const grant = await agree(session, asked, choice)
  const undo: Undo[] = [() => post(session, `${grant.id}/withdraw`)]
  try {
    for (const lease of grant.leases) {
      undo.push(() => removeLease(session.fetch, lease))
      await addLease(session.fetch, { ...lease, owner: session.webId })
    }
    await keepAgreement(session, grant, undo)
  } catch (error) {
    throw await undone(undo, error)
  }
  return activate(session, grant, undo)
}

async function agree(session: Session, asked: RequestSummary, choice: GrantChoice) {
  const { state, grant } = await requestJson<RequestSummary>(session.fetch, asked.id)
  const resources = choice.resources ?? (await askedResources(session, asked))
  const until = choice.until?.toISOString()
  const isBegun = state === 'agreed' && grant !== undefined
  const agreed = isBegun
    ? grant
    : await post<GrantSummary>(session, `${asked.id}/grant`, {
        resources,
        ...(until === undefined ? {} : { until }),
      })
  requireChosen(agreed, resources, choice.until)
  return agreed
}

async function askedResources(
  session: Session,
  { resources, dataType }: RequestSummary,
): Promise<readonly string[]> {
  return resources.length > 0 ? resources : ownData(session, dataType)
}

/** An earlier decision, or what a mediator makes of this one, must not give more than she chose. */
function requireChosen(grant: GrantSummary, chosen: readonly string[], until: Date | undefined) {
  const given = [...grant.resources, ...grant.leases.map(({ resource }) => resource)]
  const extra = given.find((each) => !chosen.includes(each))
  const isLonger = until !== undefined && Date.parse(grant.until) > until.getTime()
  if (extra === undefined && !isLonger) return
  const what = extra ?? `access until ${grant.until}`
  throw refusal(
    'conflict',
    `Another decision on this request was begun, and gives ${what}: withdraw ${grant.id} first`,
  )
}

/** When another tab proves the same grant, the outcome is that one's: nothing is taken back. */
async function activate(session: Session, grant: GrantSummary, undo: readonly Undo[]) {
  try {
    return await post<GrantSummary>(session, `${grant.id}/activate`)
  } catch (error) {
    const isContested = error instanceof RequestError && error.type === 'conflict'
    throw isContested ? error : await undone(undo, error)
  }
}

/** The person's own copy of what she agreed to. One that is there already is the same: it never changes. */
async function keepAgreement(session: Session, grant: GrantSummary, undo: Undo[]): Promise<void> {
  const headers = { 'content-type': turtleType, 'if-none-match': '*' }
  const agreement = await request(session.fetch, grant.id, { headers: { accept: turtleType } })
  const body = await agreement.text()
  const url = await agreementUrl(session, grant)
  try {
    await request(session.fetch, url, { method: 'PUT', headers, body })
    undo.push(() => request(session.fetch, url, { method: 'DELETE' }))
  } catch (error) {
    if (!(error instanceof RequestError) || error.status !== 412) throw error
  }
}

async function agreementUrl(session: Session, grant: GrantSummary): Promise<string> {
  const [storage] = (await readProfile(session.fetch, session.webId)).storages
  if (storage === undefined) throw refusal('not-found', `${session.webId} names no storage`)
  const name = new URL(grant.id).pathname.split('/').at(-1)
  return new URL(`share/grants/${name}.ttl`, storage).href
}

/** Takes back what was done, first what closes access. The error to throw, which says what is left. */
async function undone(undo: readonly Undo[], error: unknown): Promise<unknown> {
  const left: string[] = []
  for (const step of undo) {
    await step().catch((reason: unknown) => left.push(String(reason)))
  }
  if (left.length === 0) return error
  const detail = `${String(error)}. Taking it back failed too: ${left.join('; ')}`
  const known = error instanceof RequestError ? error : refusal('internal', '')
  return Object.assign(new RequestError(known.type, known.status, detail, known.members), {
    cause: error,
  })
}
