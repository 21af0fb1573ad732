// What an operator's machines ask: is it alive, is it ready, how is it doing. Answered under any
// host name and before the rooms are open; probes know neither.
import type { ServerResponse } from 'node:http'
import type { Health } from './health.ts'
import type { Handler } from './http/listen.ts'
import { Problem, problemOf, sendProblem } from './http/problem.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { CheckOperator } from './pod/identity/operator/operator.ts'

export interface OperationsWorld {
  readonly health: Health
  readonly metrics: Metrics
  readonly log: Log
  /** Throws for everybody but the operator. */
  readonly checkOperator: CheckOperator
}

/** Answers /.health/… and /.metrics, and hands everything else on. */
export function operations(world: OperationsWorld, others: Handler): Handler {
  return (req, res) => {
    const [path = ''] = (req.url ?? '').split('?', 1)
    const answer = answers.get(path)
    if (!answer) return others(req, res)
    return answerWith(world, answer, req, res)
  }
}

type Answer = (world: OperationsWorld, ...exchange: Parameters<Handler>) => Promise<void>

const answers = new Map<string, Answer>([
  ['/.health/live', async (_world, _req, res) => sendHealth(res, [])],
  ['/.health/ready', async ({ health }, _req, res) => sendHealth(res, await health.failing())],
  ['/.metrics', sendMetrics],
])

async function answerWith(
  world: OperationsWorld,
  answer: Answer,
  ...[req, res]: Parameters<Handler>
): Promise<void> {
  try {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      throw new Problem('method-not-allowed', 'Use GET', { headers: { Allow: 'GET, HEAD' } })
    }
    await answer(world, req, res)
  } catch (error) {
    const problem = problemOf(error)
    const request = res.getHeader('X-Request-Id')
    if (problem.type === 'internal') world.log.error({ err: error, request }, 'request failed')
    sendProblem(res, problem)
  }
}

function sendHealth(res: ServerResponse, failing: readonly string[]): void {
  const isFine = failing.length === 0
  const body = JSON.stringify(isFine ? { status: 'ok' } : { status: 'failing', failing })
  send(res, { status: isFine ? 200 : 503, type: 'application/json', body })
}

async function sendMetrics(...[{ metrics, checkOperator }, req, res]: Parameters<Answer>) {
  checkOperator(req)
  const { type, text } = await metrics.read()
  send(res, { status: 200, type, body: text })
}

interface Page {
  readonly status: number
  readonly type: string
  readonly body: string
}

function send(res: ServerResponse, { status, type, body }: Page): void {
  const headers = { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }
  res.writeHead(status, { ...headers, 'Cache-Control': 'no-store' })
  res.end(res.req.method === 'HEAD' ? undefined : body)
}
