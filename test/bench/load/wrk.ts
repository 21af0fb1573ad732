// Load from wrk, which costs less than any server here: raw requests made beforehand, sent once each.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const executable = '/usr/bin/wrk'

export interface Load {
  /** 'http://localhost:41234' */
  readonly baseUrl: string
  /**
   * Whole requests as they go over the wire, sent from first to last; unless they `repeat`, the run
   * ends when all but one a connection are answered, so that none is sent twice.
   */
  readonly requests: readonly string[]
  readonly repeat: boolean
  readonly connections: number
  /** The run ends after this, or when the requests are used up. */
  readonly seconds: number
}

export interface Loaded {
  readonly requests: number
  readonly seconds: number
  /** Answers that were no 2xx, and requests that got none. */
  readonly errors: number
  /** In milliseconds. */
  readonly p50: number
  readonly p99: number
}

/**
 * Sends a load and tells how it was answered.
 * @throws Error naming the package when wrk is missing and cannot be installed
 */
export async function sendLoad(load: Load): Promise<Loaded> {
  await findWrk()
  const folder = await mkdtemp(join(tmpdir(), 'freehold-load-'))
  try {
    const script = join(folder, 'load.lua')
    await writeFile(script, scriptOf(load))
    const { connections, seconds, baseUrl } = load
    const shape = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s']
    const { stdout } = await run(executable, [...shape, '-s', script, baseUrl])
    return loadedIn(stdout)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Whether there is a wrk; installs Debian's package when it may. */
async function findWrk(): Promise<void> {
  if (existsSync(executable)) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'wrk'], { env })
  }
  if (existsSync(executable)) return
  throw new Error('The load comes from wrk. Install it: apt-get install wrk')
}

/**
 * wrk counts only answers from 400 on as errors, and takes the time that it was given for the time
 * that it needed, so the script counts and looks at the clock for itself.
 */
function scriptOf({ requests, repeat, connections }: Load): string {
  const enough = repeat ? Number.MAX_SAFE_INTEGER : requests.length - connections
  return `local requests = {
${requests.map((each) => `${luaString(each)},`).join('\n')}
}
local ffi = require('ffi')
ffi.cdef('typedef struct { long sec; long nsec; } moment; int clock_gettime(int clock, moment *now);')
local now = ffi.new('moment')
local function seconds()
  ffi.C.clock_gettime(1, now)
  return tonumber(now.sec) + tonumber(now.nsec) / 1e9
end
local nextIndex = 0
local threads = {}
bad = 0
answered = 0
first = 0
last = 0
function setup(thread) table.insert(threads, thread) end
function request()
  if first == 0 then first = seconds() end
  nextIndex = nextIndex % #requests + 1
  return requests[nextIndex]
end
function response(status)
  answered = answered + 1
  last = seconds()
  if status < 200 or status > 299 then bad = bad + 1 end
  if answered >= ${enough} then wrk.thread:stop() end
end
function done(summary, latency)
  local thread = threads[1]
  local lost = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('\\nLOAD {"requests":%d,"seconds":%.6f,"errors":%d,"p50":%.3f,"p99":%.3f}\\n',
    summary.requests, thread:get("last") - thread:get("first"), thread:get("bad") + lost,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
`
}

function loadedIn(output: string): Loaded {
  const [, json] = /^LOAD (.*)$/m.exec(output) ?? []
  if (json === undefined) throw new Error(`wrk said nothing of its load:\n${output}`)
  return JSON.parse(json) as Loaded
}

/** Only what Lua reads back as the same bytes: everything but plain characters is escaped. */
function luaString(text: string): string {
  const bytes = [...Buffer.from(text)]
  const plain = bytes.map((each) =>
    each >= 32 && each < 127 && each !== 34 && each !== 92
      ? String.fromCodePoint(each)
      : `\\${String(each).padStart(3, '0')}`,
  )
  return `"${plain.join('')}"`
}
