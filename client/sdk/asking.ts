// For the firm: asking a person for access. The firm's own document comes first, then the mediator
// is told, then the document says where it went: whatever breaks off is continued by asking again.
import { writeAccessRequest } from '../../shapes/access-request.ts'
import type { AccessRequest } from '../../shapes/access-request.ts'
import { Graph, namedNode, quad, turtleType, writeTurtle } from '../../shapes/graph.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { changeDocument, readDocument, writeDocument } from './document.ts'
import type { Document } from './document.ts'
import { mediatorOf } from './mediator.ts'
import type { RequestSummary } from './mediator.ts'
import { RequestError, refusal, request, requestJson } from './request.ts'
import { requestsFolderOf, sentToIn } from './requests-folder.ts'
import type { Session } from './session.ts'

export { grantedTo } from './granted-to.ts'
export type { GrantProblem, Granted } from './granted-to.ts'

export interface Question {
  /** The WebID of the person who is asked. */
  readonly person: string
  /** 'https://w3id.org/freehold#EnergyConsumptionType' */
  readonly dataType: string
  /** A purpose of ours or of the Data Privacy Vocabulary. */
  readonly purpose: string
  /** How long, from the moment she agrees: 'P30D'. */
  readonly term: string
  /** By default all data of the type. */
  readonly resources?: readonly string[]
  /** Why, in the firm's words. */
  readonly message?: string
}

/** How often the same question is looked up before we give up: each time that it was answered counts. */
const maxSame = 200

/**
 * Asks, and keeps the original in the firm's pod. The same question again, while the first is not
 * answered, is the same request; when the mediator refuses it, nothing is left in the pod.
 * @throws RequestError not-represented when the person has no mediator; shape-violation and others as
 *   her mediator answers
 */
export async function askForAccess(
  session: Session,
  asked: Question,
  now: () => number = Date.now,
): Promise<RequestSummary> {
  const mediator = await mediatorOf(session, asked.person)
  const question = { ...asked, purpose: standardPurpose(asked.purpose) }
  const folder = await requestsFolderOf(session)
  for (let turn = 0; turn < maxSame; turn += 1) {
    const url = `${folder}${await nameOf(question, turn)}.ttl`
    const draft = draftOf(session, question, url, new Date(now()))
    const document = await openDocument(session, url, draft)
    const answer = await requestUnder(session, mediator, document)
    if (answer !== undefined) return answer
  }
  throw refusal('conflict', 'This has been asked and answered too often')
}

function standardPurpose(purpose: string): string {
  return purposes.find(({ iri }) => iri === purpose)?.standard ?? purpose
}

function draftOf(session: Session, question: Question, url: string, issued: Date): AccessRequest {
  const { resources = [], message } = question
  return { ...question, resources, message, id: `${url}#request`, firm: session.webId, issued }
}

/** The request that this document stands for; undefined when it was answered before, or is taken. */
async function requestUnder(session: Session, mediator: string, document: Document) {
  const sentTo = sentToIn(document.graph)
  return sentTo === undefined ? send(session, mediator, document) : stillOpen(session, sentTo)
}

async function stillOpen(session: Session, url: string): Promise<RequestSummary | undefined> {
  try {
    const summary = await requestJson<RequestSummary>(session.fetch, url)
    return summary.state === 'requested' ? summary : undefined
  } catch (error) {
    if (error instanceof RequestError && error.status < 500) return undefined
    throw error
  }
}

/** Tells the mediator, then notes where the request is. */
async function send(session: Session, mediator: string, document: Document) {
  const summary = await tell(session, mediator, document)
  if (summary !== undefined) await noteSentTo(session, document.url, summary.id)
  return summary
}

/** A refused request leaves nothing behind; undefined when its name is taken at the mediator. */
async function tell(session: Session, mediator: string, { url, graph }: Document) {
  try {
    return await requestJson<RequestSummary>(session.fetch, `${mediator}requests`, {
      method: 'POST',
      headers: { 'content-type': turtleType },
      body: writeTurtle(graph.getQuads(null, null, null, null)),
    })
  } catch (error) {
    if (!(error instanceof RequestError) || error.status >= 500) throw error
    await request(session.fetch, url, { method: 'DELETE' })
    // The mediator knows this name from a document that is no longer there: take the next name.
    if (error.status === 409) return undefined
    throw error
  }
}

async function noteSentTo(session: Session, url: string, sentTo: string): Promise<void> {
  const triple = quad(namedNode(`${url}#request`), namedNode(fh.sentTo), namedNode(sentTo))
  await changeDocument(session.fetch, url, { inserts: [triple] })
}

/** The document as it is, or as it is made now. */
async function openDocument(session: Session, url: string, draft: AccessRequest) {
  const known = await readIfThere(session, url)
  if (known) return known
  const quads = writeAccessRequest(draft)
  try {
    await writeDocument(session.fetch, url, quads, { create: true })
    return { url, graph: new Graph(quads), etag: undefined }
  } catch (error) {
    // Somebody asked the same at the same time.
    if (hasStatus(error, 412)) return readDocument(session.fetch, url)
    throw error
  }
}

async function readIfThere(session: Session, url: string): Promise<Document | undefined> {
  try {
    return await readDocument(session.fetch, url)
  } catch (error) {
    if (hasStatus(error, 404)) return undefined
    throw error
  }
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof RequestError && error.status === status
}

/** The same question has the same name each time: a UUID made of its digest. Source: RFC 9562, section 5.8 */
async function nameOf(question: Question, turn: number): Promise<string> {
  const { person, dataType, purpose, term, resources = [], message = '' } = question
  const text = JSON.stringify([
    person,
    dataType,
    purpose,
    term,
    resources.toSorted(),
    message,
    turn,
  ])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  const bytes = new Uint8Array(digest, 0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
