// The workers of a server: hired one after the other, replaced when they die, let go together.
import cluster from 'node:cluster'
import type { Worker } from 'node:cluster'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Log } from '../log.ts'
import { passOn } from './cluster-bus.ts'
import { measureFor } from './cluster-metrics.ts'
import { errorOf } from './failures.ts'
import { heard, workerLine } from './lines.ts'
import type { Assignment, LineToWorker, ToPrimary, ToWorker } from './messages.ts'

export interface CrewWorld {
  readonly count: number
  readonly assignment: Omit<Assignment, 'number'>
  readonly log: Log
  /** How long a worker may take to end once it is told to. */
  readonly patienceMs: number
}

export interface Crew {
  /**
   * Resolves to the address of the server when all workers serve.
   * @throws the error of a worker that could not begin
   */
  start(): Promise<string>
  /** Resolves when none runs any more. */
  close(): Promise<void>
}

/** Workers that die are replaced while serving; before that, the server does not start. */
type Phase = 'hiring' | 'serving' | 'closing'

type Ready = Extract<ToPrimary, { kind: 'ready' }>

/** A place that one worker after the other fills. */
interface Post {
  readonly number: number
  worker: Worker | undefined
  /** How often in a row its worker ended soon after it began. */
  failures: number
  timer: NodeJS.Timeout | undefined
}

const shortestPauseMs = 100
const longestPauseMs = 30_000
/** A worker that lived longer than this did not fail because of how it began. */
const soonMs = 60_000

export function openCrew({ count, assignment, log, patienceMs }: CrewWorld): Crew {
  const posts = Array.from({ length: count }, (_, index) => newPost(index + 1))
  const { config } = assignment
  const state = { port: config.port, phase: 'hiring' as Phase }
  cluster.setupPrimary({ exec: workerFile, args: [] })
  return { start, close }

  async function start() {
    const [first, ...others] = posts
    // To each of them 0 could mean another one.
    if (state.port === 0) state.port = await freePort(config.host)
    // Alone, because it makes what a new data folder needs.
    const { baseUrl } = await hire(first!)
    await Promise.all(others.map(hire))
    state.phase = 'serving'
    for (const post of posts) if (post.worker?.isDead()) replace(post)
    return baseUrl
  }

  function hire(post: Post): Promise<Ready> {
    const worker = cluster.fork()
    post.worker = worker
    const since = performance.now()
    worker.once('exit', (...how) => died(post, performance.now() - since, how))
    const line = workerLine(worker)
    passOn(line, () => lines(posts).filter(({ id }) => id !== worker.id))
    measureFor(line, () => lines(posts))
    const ready = begun(worker, line)
    void heard(line, 'here').then(() => line.send(orders(post)))
    return ready
  }

  function orders({ number }: Post): ToWorker {
    if (state.phase === 'closing') return { kind: 'stop' }
    return {
      kind: 'start',
      assignment: { ...assignment, config: { ...config, port: state.port }, number },
    }
  }

  function died(post: Post, livedMs: number, [code, signal]: readonly unknown[]) {
    if (state.phase !== 'serving') return
    post.failures = livedMs < soonMs ? post.failures + 1 : 0
    const pauseMs = Math.min(longestPauseMs, shortestPauseMs * 2 ** post.failures)
    const fields = { worker: post.number, code, signal, pauseMs }
    log.error(fields, 'a worker died, another one follows')
    post.timer = setTimeout(replace, pauseMs, post)
  }

  function replace(post: Post) {
    hire(post).catch((err: unknown) => {
      log.error({ err, worker: post.number }, 'a worker cannot begin')
    })
  }

  async function close() {
    state.phase = 'closing'
    for (const { timer } of posts) clearTimeout(timer)
    await Promise.all(posts.map(({ worker }) => letGo(worker, patienceMs)))
  }
}

/** A port that nobody has; as good as taken, for the system gives out others first. */
async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function newPost(number: number): Post {
  return { number, worker: undefined, failures: 0, timer: undefined }
}

/** Beside this file, with the ending of the day: .ts as it is written, .js as it is built. */
const workerFile = join(import.meta.dirname, `worker${extname(import.meta.filename)}`)

function lines(posts: readonly Post[]): (LineToWorker & { readonly id: number })[] {
  return posts.flatMap(({ worker }) => {
    return worker?.isConnected() ? [{ ...workerLine(worker), id: worker.id }] : []
  })
}

/** @throws what the worker says is wrong, or that it ended */
function begun(worker: Worker, line: LineToWorker): Promise<Ready> {
  return new Promise((resolve, reject) => {
    worker.once('exit', (code) => reject(new Error(`A worker ended with ${code} as it began`)))
    line.listen((message) => {
      if (message.kind === 'ready') resolve(message)
      if (message.kind !== 'failed') return
      reject(errorOf(message.failure))
      line.send({ kind: 'stop' })
    })
  })
}

async function letGo(worker: Worker | undefined, patienceMs: number): Promise<void> {
  if (!worker || worker.isDead()) return
  const gone = once(worker, 'exit')
  workerLine(worker).send({ kind: 'stop' })
  const timer = setTimeout(() => worker.process.kill('SIGKILL'), patienceMs)
  await gone
  clearTimeout(timer)
}
