// For the firm: what persons granted it, asked of each of their mediators.
import type { Graph } from '../../shapes/graph.ts'
import { odrl } from '../../vocab/generated/odrl.ts'
import { concurrently } from './concurrently.ts'
import { listContainer } from './container.ts'
import { readDocument } from './document.ts'
import type { GrantSummary } from './mediator.ts'
import { RequestError, requestJson } from './request.ts'
import { requestsFolderOf, sentToIn } from './requests-folder.ts'
import type { Session } from './session.ts'

export interface Granted {
  /** In every state: look for 'active'. */
  readonly grants: readonly GrantSummary[]
  /** Who could not be asked, so that grants may be missing; [] when all answered. */
  readonly problems: readonly GrantProblem[]
}

export interface GrantProblem {
  /** The mediator that failed, or the request document of ours that could not be read. */
  readonly mediator: string
  readonly detail: string
}

type Outcome<T> = { readonly value: T } | { readonly problem: GrantProblem }

const maxAtOnce = 8

/** The grants that answer requests of this firm, with the state they are in now. */
export async function grantedTo(session: Session): Promise<Granted> {
  const documents = await requestDocuments(session)
  const sent = await concurrently(documents, maxAtOnce, (url) =>
    outcomeOf(url, async () => askedIn((await readDocument(session.fetch, url)).graph)),
  )
  const asked = new Map(valuesOf(sent).flat())
  const answers = await concurrently(mediatorsOf(asked.keys()), maxAtOnce, (mediator) =>
    outcomeOf(mediator, () => grantsOf(session, mediator, asked)),
  )
  return {
    grants: valuesOf(answers).flat(),
    problems: [...sent, ...answers].flatMap((each) => ('problem' in each ? [each.problem] : [])),
  }
}

/** Where a request was sent, and who was asked; [] when it was not sent yet. */
function askedIn(graph: Graph): [sentTo: string, person: string | undefined][] {
  const sentTo = sentToIn(graph)
  const person = graph.getObjects(null, odrl.assigner, null)[0]?.value
  return sentTo === undefined ? [] : [[sentTo, person]]
}

/** A mediator speaks for the requests that we sent to it, and for the persons we asked there. */
async function grantsOf(
  session: Session,
  mediator: string,
  asked: ReadonlyMap<string, string | undefined>,
): Promise<GrantSummary[]> {
  const grants = await requestJson<GrantSummary[]>(session.fetch, `${mediator}grants`)
  return grants.filter(
    ({ request, person }) => request.startsWith(mediator) && asked.get(request) === person,
  )
}

async function requestDocuments(session: Session): Promise<string[]> {
  try {
    const members = await listContainer(session.fetch, await requestsFolderOf(session))
    return members.filter((each) => !each.isContainer).map((each) => each.url)
  } catch (error) {
    // No request was ever made.
    if (error instanceof RequestError && error.status === 404) return []
    throw error
  }
}

/** 'https://m.example/requests/42' → 'https://m.example/' */
function mediatorsOf(requests: Iterable<string>): string[] {
  return [...new Set(Array.from(requests, (each) => new URL('..', each).href))]
}

async function outcomeOf<T>(mediator: string, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() }
  } catch (error) {
    return { problem: { mediator, detail: error instanceof Error ? error.message : String(error) } }
  }
}

function valuesOf<T>(outcomes: readonly Outcome<T>[]): T[] {
  return outcomes.flatMap((each) => ('value' in each ? [each.value] : []))
}
