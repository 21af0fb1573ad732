// freehold serve: runs a server until it is told to stop.
import { choice, text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { portOf, proxiesOf, start, workersOf } from '../server.ts'
import { bytesOf } from '../sizes.ts'

export const serve: Command = {
  name: 'serve',
  positionals: '',
  count: [0, 0],
  summary: 'Run a server; its operator secret goes to DATA/operator.token',
  signedIn: false,
  options: {
    port: { type: 'string', value: 'PORT', help: 'port to listen on (3000; 0 takes a free one)' },
    data: { type: 'string', value: 'DIR', help: 'folder for its data (./data)' },
    'base-url': { type: 'string', value: 'URL', help: 'how the world reaches it' },
    proxies: {
      type: 'string',
      value: 'COUNT',
      help: 'how many reverse proxies of yours requests pass through (0)',
    },
    store: { type: 'string', value: 'STORE', help: 'lmdb or memory (lmdb)' },
    workers: {
      type: 'string',
      value: 'COUNT',
      help: 'how many processes answer, for machines with several processors (1)',
    },
    'sign-up': {
      type: 'string',
      value: 'WHO',
      help: 'who may make accounts: open, invite (with a link of yours) or closed (invite)',
    },
    quota: { type: 'string', value: 'SIZE', help: 'how much each pod may hold (10GiB)' },
    'log-level': {
      type: 'string',
      value: 'LEVEL',
      help: 'info (a line a request), warn, error or silent (warn)',
    },
  },
  run: runServer,
}

async function runServer(call: Call): Promise<void> {
  const baseUrl = text(call, 'base-url')
  const running = await start({
    port: portOf(text(call, 'port') ?? '3000'),
    dataFolder: text(call, 'data') ?? './data',
    proxies: proxiesOf(text(call, 'proxies') ?? '0'),
    store: choice(call, 'store', ['lmdb', 'memory'], 'lmdb'),
    workers: workersOf(text(call, 'workers') ?? '1'),
    signUp: choice(call, 'sign-up', ['closed', 'invite', 'open'], 'invite'),
    quotaBytes: bytesOf('quota', text(call, 'quota') ?? '10GiB'),
    logLevel: choice(call, 'log-level', ['info', 'warn', 'error', 'silent'], 'warn'),
    demo: false,
    ...(baseUrl === undefined ? {} : { baseUrl }),
  })
  const stopped = call.stopped()
  call.output.answer({ baseUrl: running.baseUrl }, `Freehold listens on ${running.baseUrl}`)
  await stopped
  await running.close()
}
