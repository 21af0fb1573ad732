// The outside of the app as an object in the page. `world` chooses what it is like:
// usual, empty, signed-out, offline, unproven (the provider enforces nothing), slow.
import type {
  Api,
  Document,
  ImportReport,
  Member,
  RequestSummary,
  Session,
} from '../../../client/app/state/api.ts'
import type { GrantSummary } from '../../../client/app/state/api.ts'
import { RequestError } from '../../../client/sdk/request.ts'
import { ReleaseProblem } from '../../../client/sdk/release/release-problem.ts'
import { monthOfReadings } from './readings.ts'
import {
  alice,
  documentOf,
  endedGrant,
  grant,
  log,
  months,
  refusedRequest,
  request,
  storage,
  today,
} from './sample.ts'

const session: Session = {
  webId: alice,
  issuer: 'https://pods.example/',
  fetch: () => Promise.reject(new TypeError('The tests have no network')),
}

export function fakeApi(world: string): Api {
  const empty = world === 'empty'
  let requests: RequestSummary[] = empty ? [] : [request, refusedRequest]
  let grants: GrantSummary[] = empty ? [] : [grant, endedGrant]
  let signedIn = world !== 'signed-out'
  let mediator: string | undefined = empty ? undefined : 'https://pods.example/.mediator/#it'
  const called: unknown[] = []
  Object.assign(globalThis, { called })

  return {
    restoreSession: () => Promise.resolve(signedIn ? session : undefined),
    startLogin: (issuer) => answer('startLogin', issuer, undefined),
    logout: () => answer('logout', undefined, () => (signedIn = false)),
    readProfile: () =>
      Promise.resolve({
        webId: alice,
        name: 'Alice Martin',
        issuers: [session.issuer],
        storages: [storage],
        mediator,
        inbox: undefined,
      }),
    setMediator: (_, agent) => answer('setMediator', agent, () => void (mediator = agent)),
    listRequests: () => fetched(() => requests),
    listGrants: () => fetched(() => grants),
    readLog: () => fetched(() => (empty ? [] : log)),
    typeRegistrations: () => fetched(() => []),
    listContainer: (_, url) => fetched(() => membersOf(url, empty)),
    readDocument: (_, url) => fetched(() => document(url)),
    grantRequest: (_, asked, choice) =>
      answer('grantRequest', { id: asked.id, ...choice }, () => grantNow(asked, choice)),
    refuseRequest: (_, asked, reason) =>
      answer('refuseRequest', { id: asked.id, reason }, () => {
        requests = requests.map((each) =>
          each.id === asked.id ? { ...each, state: 'refused', reason } : each,
        )
      }),
    withdrawGrant: (_, ending) =>
      answer('withdrawGrant', ending.id, () => {
        const endedAt = new Date(today).toISOString()
        grants = grants.map((each) =>
          each.id === ending.id ? { ...each, state: 'withdrawn', endedAt } : each,
        )
      }),
    watch: async function* () {
      // Nothing changes while the tests look.
    },
    importEnergy: (_, into, file) =>
      answer('importEnergy', { into, name: file.name }, () => report(file.name, file.text)),
  }

  async function fetched<T>(value: () => T): Promise<T> {
    if (world === 'offline') throw new TypeError('Failed to fetch')
    return world === 'slow' ? new Promise<never>(() => undefined) : value()
  }

  async function answer<T>(name: string, what: unknown, act: (() => T) | undefined): Promise<T> {
    called.push([name, what])
    return act?.() as T
  }

  function grantNow(asked: RequestSummary, choice: Parameters<Api['grantRequest']>[2]) {
    if (world === 'unproven') throw new RequestError('not-enforced', 409, 'A stranger could read')
    const made: GrantSummary = {
      ...grant,
      id: `${grant.id}-new`,
      request: asked.id,
      firm: asked.firm,
      firmName: asked.firmName,
      purpose: asked.purpose,
      resources: choice.resources ?? asked.resources,
      from: new Date(today).toISOString(),
      until: (choice.until ?? new Date('2026-12-22T10:00:00Z')).toISOString(),
    }
    requests = requests.map((each) => (each.id === asked.id ? { ...each, state: 'active' } : each))
    grants = [made, ...grants]
    return made
  }
}

function member(path: string, size?: number): Member {
  const isContainer = path.endsWith('/')
  return { url: storage + path, isContainer, modified: undefined, size, type: undefined }
}

function membersOf(url: string, empty: boolean): Member[] {
  if (url === `${storage}data/`) {
    if (empty) throw new RequestError('not-found', 404, 'There is no container')
    return [member('data/_releases/'), member('data/energy/')]
  }
  if (url === `${storage}data/energy/`) return [member('data/energy/raw/')]
  return months.map((month) => member(`data/energy/raw/${month}.ttl`, 412_345))
}

function document(url: string): Document {
  const month = months.find((each) => documentOf(each) === url)
  if (!month) throw new RequestError('not-found', 404, `${url} is not there`)
  return { url, etag: undefined, graph: monthOfReadings(month, url) }
}

function report(name: string, text: string): ImportReport {
  if (!text.includes('</feed>')) throw new ReleaseProblem('The file ends in the middle of line 7')
  const documents = [{ url: documentOf('2026-11'), readings: 96, outcome: 'created' } as const]
  return {
    read: 100,
    kept: 96,
    duplicates: 3,
    conflicts: 1,
    missing: 4,
    gaps: [],
    overlaps: 0,
    rejected: [],
    notes: [],
    fileName: name,
    sha256: '',
    manifest: '',
    synthetic: false,
    documents,
  }
}
