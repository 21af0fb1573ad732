// What the person of the tests has and is asked for. The readings are made up by a formula.
import type { GrantSummary, LogEntry, RequestSummary } from '../../../client/app/state/api.ts'
import { purposes } from '../../../vocab/generated/concepts.ts'
import { fh } from '../../../vocab/generated/fh.ts'

export const today = Date.parse('2026-11-22T10:00:00Z')
export const alice = 'https://pods.example/alice/profile/card#me'
export const storage = 'https://pods.example/alice/'
export const months = ['2026-08', '2026-09', '2026-10', '2026-11']

const watt = 'https://watt.example/profile/card#us'
const lume = 'https://lume.example/#us'
const mediator = 'https://pods.example/.mediator/'

const dayMs = 24 * 60 * 60 * 1000
const ago = (days: number) => new Date(today - days * dayMs).toISOString()
const standard = (iri: string) => purposes.find((each) => each.iri === iri)?.standard ?? iri
export const documentOf = (month: string) => `${storage}data/energy/raw/${month}.ttl`

export const request: RequestSummary = {
  id: `${mediator}requests/1`,
  request: 'https://watt.example/share/requests/1.ttl#request',
  person: alice,
  firm: watt,
  firmName: 'Watt Watchers',
  dataType: fh.EnergyConsumptionType,
  purpose: standard(fh['purpose-CompareAndSwitch']),
  term: 'P30D',
  resources: [`${storage}data/energy/raw/`],
  message: 'We look for a tariff that fits the hours at which you use electricity.',
  state: 'requested',
  issued: ago(1),
}

export const refusedRequest: RequestSummary = {
  ...request,
  id: `${mediator}requests/2`,
  firm: 'https://ads.example/#us',
  firmName: undefined,
  purpose: standard(fh['purpose-DirectMarketing']),
  state: 'refused',
  reason: 'I do not want advertising.',
  issued: ago(12),
}

export const grant: GrantSummary = {
  id: `${mediator}grants/1`,
  request: `${mediator}requests/3`,
  person: alice,
  firm: lume,
  firmName: 'Lume Energy Advice',
  dataType: fh.EnergyConsumptionType,
  purpose: standard(fh['purpose-ServiceProvision']),
  resources: [documentOf('2026-09'), documentOf('2026-10')],
  from: ago(9),
  until: new Date(today + 21 * dayMs).toISOString(),
  state: 'active',
  leases: [],
}

export const endedGrant: GrantSummary = {
  ...grant,
  id: `${mediator}grants/0`,
  from: ago(70),
  until: ago(40),
  state: 'expired',
}

const read = (days: number, resource: string): LogEntry => ({
  kind: 'use',
  time: ago(days),
  agent: lume,
  grants: [grant.id],
  purpose: grant.purpose,
  resource,
  seenBy: 'server',
  method: 'GET',
  status: 200,
})

export const log: readonly LogEntry[] = [
  read(0.1, documentOf('2026-10')),
  read(0.1, documentOf('2026-09')),
  {
    ...read(1.2, documentOf('2026-11')),
    kind: 'denied',
    grants: [],
    purpose: undefined,
    status: 403,
  },
  { ...read(1.3, storage), kind: 'denied', agent: undefined, grants: [], leftOut: 12 },
  {
    ...read(1.5, `${storage}data/energy/raw/.acl`),
    kind: 'access-rules',
    agent: alice,
    client: 'https://app.example/id',
    grants: [],
    method: 'PUT',
    status: 204,
  },
  { ...read(2, documentOf('2026-10')), agent: alice, grants: [], purpose: undefined },
  { ...read(3, documentOf('2026-10')), seenBy: 'lease', method: undefined, status: undefined },
  read(20, documentOf('2026-09')),
]
