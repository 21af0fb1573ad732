// The workers of a server: hired one after the other, replaced when they die, let go together.
import cluster from 'node:cluster'
import type { Worker } from 'node:cluster'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import type { Log } from '../log.ts'
import { passOn } from './cluster-bus.ts'
import { measureFor } from './cluster-metrics.ts'
import { errorOf } from './failures.ts'
import { heard, workerLine } from './lines.ts'
import type { Assignment, LineToWorker, ToPrimary } from './messages.ts'

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
  const state = { asked: config.port, taken: config.port, isClosing: false }
  cluster.setupPrimary({ exec: workerFile, args: [] })
  return { start, close }

  async function start() {
    const [first, ...others] = posts
    // The first one alone finds the port, and makes what a new data folder needs.
    const { baseUrl, port } = await hire(first!)
    state.taken = port
    await Promise.all(others.map(hire))
    for (const post of posts) watch(post)
    return baseUrl
  }

  function hire(post: Post): Promise<Ready> {
    // Port 0 means the one that the others have, as long as there are others.
    if (lines(posts).length === 0) state.asked = state.taken
    const worker = cluster.fork()
    post.worker = worker
    const line = workerLine(worker)
    passOn(line, () => lines(posts).filter(({ id }) => id !== worker.id))
    measureFor(line, () => lines(posts))
    const ready = begun(worker, line)
    void heard(line, 'here').then(() => line.send({ kind: 'start', assignment: told(post) }))
    return ready
  }

  function told({ number }: Post): Assignment {
    return { ...assignment, config: { ...config, port: state.asked }, number }
  }

  /** From now on its worker is replaced whenever it ends. */
  function watch(post: Post) {
    const since = performance.now()
    post.worker?.once('exit', (code, signal) => {
      if (state.isClosing) return
      post.failures = performance.now() - since < soonMs ? post.failures + 1 : 0
      const pauseMs = Math.min(longestPauseMs, shortestPauseMs * 2 ** post.failures)
      log.error(
        { worker: post.number, code, signal, pauseMs },
        'a worker died, another one follows',
      )
      post.timer = setTimeout(replace, pauseMs, post)
    })
  }

  function replace(post: Post) {
    const hired = hire(post)
    watch(post)
    hired.catch((err: unknown) => log.error({ err, worker: post.number }, 'a worker cannot begin'))
  }

  async function close() {
    state.isClosing = true
    for (const { timer } of posts) clearTimeout(timer)
    await Promise.all(posts.map(({ worker }) => letGo(worker, patienceMs)))
  }
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
