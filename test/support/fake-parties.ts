// A person with a pod and a mediator, and a firm with a pod, for the SDK's own tests.
import { setMediator } from '../../client/sdk/sharing.ts'
import type { Session } from '../../client/sdk/session.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { createFakeMediator, mediatorUrl } from './fake-mediator.ts'
import type { FakeMediator } from './fake-mediator.ts'
import { createFakePod } from './fake-pod.ts'
import type { FakePod } from './fake-pod.ts'
import { createFakeWeb } from './fake-web.ts'
import type { FakeWeb } from './fake-web.ts'

export interface FakeParties {
  readonly web: FakeWeb
  readonly mediator: FakeMediator
  readonly alice: Session
  readonly alicePod: FakePod
  readonly firm: Session
  readonly firmPod: FakePod
  /** The paths of the firm's request documents. */
  requestPaths(): string[]
}

export const origin = 'https://pod.example'

/** Where Alice's readings are. */
export const raw = `${origin}/alice/data/energy/raw/`

/** What the firm wants to know. */
export const question = {
  person: `${origin}/alice/card#me`,
  dataType: fh.EnergyConsumptionType,
  purpose: purposes[0]!.standard,
  term: 'P30D',
}

export async function createFakeParties(): Promise<FakeParties> {
  const alicePod = createFakePod(origin, '/alice/')
  const firmPod = createFakePod('https://firm.example', '/')
  const mediator = createFakeMediator()
  const web = createFakeWeb({
    [origin]: alicePod.answer,
    'https://firm.example': firmPod.answer,
    [new URL(mediatorUrl).origin]: mediator.answer,
  })
  const alice = { webId: question.person, issuer: '', fetch: web.fetch }
  const firm = { webId: 'https://firm.example/card#it', issuer: '', fetch: web.fetch }
  fill(alicePod)
  firmPod.documents.set('/card', '').set('/', '')
  await setMediator(alice, `${mediatorUrl}#it`)
  return { web, mediator, alice, alicePod, firm, firmPod, requestPaths }

  function requestPaths(): string[] {
    return [...firmPod.documents.keys()].filter((path) => path.startsWith('/share/requests/'))
  }
}

function fill({ documents, rulesOf }: FakePod): void {
  const rules = `@prefix acl: <http://www.w3.org/ns/auth/acl#> . <#o> a acl:Authorization ;
    acl:agent <${question.person}> ; acl:accessTo <${origin}/alice/> ; acl:default <${origin}/alice/> ;
    acl:mode acl:Read, acl:Write, acl:Control .`
  documents.set(rulesOf('/alice/'), rules).set('/alice/card', '')
  for (const path of ['', 'data/', 'data/energy/', 'data/energy/raw/']) {
    documents.set(`/alice/${path}`, '')
  }
}
