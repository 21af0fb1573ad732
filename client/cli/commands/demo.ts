// freehold demo: a server on this machine with two people, a firm, and data of real shape.
import { join } from 'node:path'
import { text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { seed } from '../demo/seed.ts'
import { welcome } from '../demo/welcome.ts'
import { portOf, start } from '../server.ts'

export const demo: Command = {
  name: 'demo',
  positionals: '',
  count: [0, 0],
  summary: 'Run a server on this machine with demo people and data',
  signedIn: false,
  options: {
    port: { type: 'string', value: 'PORT', help: 'port to listen on (3000)' },
    data: { type: 'string', value: 'DIR', help: 'folder for its data (./data)' },
  },
  run: play,
}

async function play(call: Call): Promise<void> {
  const dataFolder = text(call, 'data') ?? './data'
  const port = portOf(text(call, 'port') ?? '3000')
  const running = await start({ port, dataFolder, store: 'lmdb', demo: true, signUp: 'open' })
  const stopped = call.stopped()
  try {
    // The server answers already: its welcome need not wait for the data.
    const home = join(dataFolder, 'home')
    const places = { baseUrl: running.baseUrl, home, query: join(home, 'totals.rq') }
    call.output.answer(places, welcome(places))
    const { operatorToken } = running
    const seeded = seed({ ...places, operatorToken, note: call.output.note })
    await Promise.race([stopped, seeded.then(() => stopped)])
  } finally {
    await running.close()
  }
}
