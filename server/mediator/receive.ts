// Takes in what a firm asks of a person.
import { createHash } from 'node:crypto'
import type { RequestSummary } from '../../client/sdk/mediator.ts'
import { Problem } from '../http/problem.ts'
import { retryWhenStale } from '../store/store.ts'
import type { AccessRequest } from '../../shapes/access-request.ts'
import type { Intake } from './intake.ts'
import { record } from './journal.ts'
import { nameOf, storagesOf } from './people.ts'
import { countedRequest } from './quota.ts'
import { keys, put, readRecord } from './records.ts'
import type { RequestRecord } from './records.ts'
import { readRequest } from './requests.ts'
import type { MediatorWorld } from './world.ts'

/**
 * Keeps a request for the person. Sending the same again changes nothing.
 * @throws Problem forbidden when somebody else than the firm sends it; not-represented when the
 *   person has another mediator; conflict when the firm has sent this IRI with other content;
 *   too-many-requests when it asks her too often
 */
export async function receiveRequest(
  world: MediatorWorld,
  sender: string,
  { request, original }: Intake,
): Promise<{ summary: RequestSummary; isNew: boolean }> {
  if (request.firm !== sender) {
    throw new Problem('forbidden', 'A firm sends its own requests: odrl:assignee is not your WebID')
  }
  const asked = recordOf(request)
  const isNew = !(await isKept(world, asked))
  if (isNew) {
    await storagesOf(world, asked.person)
    const firmName = await nameOf(world, asked.firm)
    await keep(world, { ...asked, firmName, received: world.now() }, original)
  }
  return { isNew, summary: await readRequest(world, sender, asked.id) }
}

/** Two copies may arrive at once: the second finds the first. */
function keep(world: MediatorWorld, asked: RequestRecord, original: string): Promise<void> {
  const { id, person, firm, received } = asked
  const key = keys.request(id)
  return retryWhenStale(async () => {
    if (await isKept(world, asked)) return
    const counted = await countedRequest(world.store, asked)
    await record(world.store, {
      person,
      event: { type: 'ask', time: new Date(received).toISOString(), by: firm, request: id },
      writes: [
        put(key, asked),
        put(keys.original(id), original),
        put(keys.inParty(person, received, id), id),
        put(keys.inParty(firm, received, id), id),
        counted.write,
      ],
      conditions: [{ key, absent: true }, counted.condition],
    })
  })
}

/** @throws Problem conflict when it is kept with other content */
async function isKept(world: MediatorWorld, asked: RequestRecord): Promise<boolean> {
  const kept = await readRecord<RequestRecord>(world.store, keys.request(asked.id))
  if (!kept) return false
  if (contentOf(kept.value) === contentOf(asked)) return true
  throw new Problem('conflict', `${asked.request} was sent before with other content`)
}

function recordOf(request: AccessRequest): RequestRecord {
  const { id, issued, ...content } = request
  return {
    ...content,
    id: idFor(request),
    request: id,
    issued: issued.toISOString(),
    firmName: undefined,
    received: 0,
    state: 'requested',
    reason: undefined,
    grant: undefined,
  }
}

/**
 * The same for the same request of the same firm, so that sending twice keeps one; another firm
 * cannot take the name of a request that is not its own.
 */
function idFor({ firm, id }: AccessRequest): string {
  return createHash('sha256').update(`${firm}\n${id}`).digest('base64url').slice(0, 22)
}

/** What the parties rely on, as comparable text. */
function contentOf(request: RequestRecord): string {
  const { person, dataType, purpose, term, resources, issued, message } = request
  return JSON.stringify([person, dataType, purpose, term, resources, issued, message])
}
