// A mediator for the SDK's own tests: keeps requests and one grant for each, believes everybody.
import { accessRequest, accessRequestsIn } from '../../shapes/access-request.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import type { GrantSummary, RequestSummary } from '../../client/sdk/mediator.ts'
import { problemResponse } from './fake-web.ts'
import type { Answering } from './fake-web.ts'

export interface FakeMediator {
  readonly answer: Answering
  /** By address: 'https://mediator.example/requests/1'. */
  readonly requests: Map<string, RequestSummary>
  readonly grants: Map<string, GrantSummary>
  /** May answer a request itself, given as 'POST /grants/1/activate'. */
  before: (what: string) => Response | undefined
}

export const mediatorUrl = 'https://mediator.example/'

export function createFakeMediator(): FakeMediator {
  const requests = new Map<string, RequestSummary>()
  const grants = new Map<string, GrantSummary>()
  const mediator: FakeMediator = { answer, requests, grants, before: () => undefined }
  return mediator

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const special = mediator.before(`${request.method} ${pathname}`)
    if (special) return special
    const [, kind = '', id = '', step = ''] = pathname.split('/')
    const url = `${mediatorUrl}${kind}/${id}`
    if (kind === 'log') return Response.json([])
    if (kind === 'requests') return answerRequests(request, url, step)
    return answerGrants(request, url, step)
  }

  async function answerRequests(request: Request, url: string, step: string): Promise<Response> {
    if (url.endsWith('/') && request.method === 'POST') return receive(await request.text())
    if (url.endsWith('/')) return Response.json([...requests.values()])
    const known = requests.get(url)
    if (!known) return problemResponse('not-found', 404, 'No such request')
    if (step === 'grant') return agree(known, (await request.json()) as Choice)
    if (step === 'refuse') requests.set(url, { ...known, state: 'refused' })
    return Response.json(requests.get(url))
  }

  function receive(turtle: string): Response {
    const graph = parseTurtle(turtle, 'https://unused.example/')
    const asked = accessRequest(graph, accessRequestsIn(graph)[0]!)
    const known = [...requests.values()].find(({ request }) => request === asked.id)
    if (known) {
      const isSame = known.issued === asked.issued.toISOString()
      return isSame ? Response.json(known) : problemResponse('conflict', 409, 'Other content')
    }
    const id = `${mediatorUrl}requests/${requests.size + 1}`
    const issued = asked.issued.toISOString()
    requests.set(id, { ...asked, id, issued, request: asked.id, state: 'requested' })
    return Response.json(requests.get(id), { status: 201 })
  }

  function agree(asked: RequestSummary, choice: Choice): Response {
    const id = `${mediatorUrl}grants/${grants.size + 1}`
    const leases = choice.resources.map((resource, index) => ({
      resource,
      lease: `${mediatorUrl}leases/${grants.size + 1}-${index}#g`,
    }))
    const { person, firm, dataType, purpose } = asked
    const until = choice.until ?? '2030-01-01T00:00:00.000Z'
    const about = { person, firm, dataType, purpose, from: asked.issued, until }
    const grant = { ...about, id, request: asked.id, ...choice, until, leases }
    grants.set(id, { ...grant, state: 'agreed' })
    requests.set(asked.id, { ...asked, state: 'agreed', grant: grants.get(id) })
    return Response.json(grants.get(id), { status: 201 })
  }

  function answerGrants(request: Request, url: string, step: string): Response {
    if (url.endsWith('/')) return Response.json([...grants.values()])
    const grant = grants.get(url)
    if (!grant) return problemResponse('not-found', 404, 'No such grant')
    if (step === 'activate') grants.set(url, { ...grant, state: 'active' })
    if (step === 'withdraw' && grant.state === 'withdrawn') {
      return problemResponse('wrong-state', 409, 'It is withdrawn')
    }
    if (step === 'withdraw') grants.set(url, { ...grant, state: 'withdrawn' })
    const wantsTurtle = request.headers.get('accept') === 'text/turtle'
    return wantsTurtle
      ? new Response(`<${url}> a <urn:agreement> .`)
      : Response.json(grants.get(url))
  }
}

interface Choice {
  readonly resources: string[]
  readonly until?: string
}
