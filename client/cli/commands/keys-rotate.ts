// freehold keys rotate: new signing keys for a running server.
import { operatorToken } from '../accounts.ts'
import { address, text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { rotateKeys } from '../keys.ts'
import { table } from '../table.ts'

export const keysRotate: Command = {
  name: 'keys rotate',
  positionals: '',
  count: [0, 0],
  summary: 'Give the server new keys to sign with, tomorrow, or at once when they leaked',
  signedIn: false,
  options: {
    url: { type: 'string', value: 'URL', help: 'the server (http://localhost:3000)' },
    data: { type: 'string', value: 'DIR', help: "the server's data folder (./data)" },
    now: { type: 'boolean', help: 'drop the old keys at once: all that they signed is refused' },
  },
  run: rotate,
}

async function rotate(call: Call): Promise<void> {
  const url = address('--url', text(call, 'url') ?? 'http://localhost:3000')
  const token = await operatorToken(call.env, text(call, 'data'))
  const keys = await rotateKeys(url, token, call.values['now'] === true)
  const rows = keys.map(({ keyId, algorithm, state, from, until }) => {
    return [keyId, algorithm, state, day(from), until === undefined ? '' : day(until)]
  })
  call.output.answer({ keys }, table(['KEY', 'ALGORITHM', 'STATE', 'SIGNS FROM', 'GONE'], rows))
}

/** '2026-03-01 14:30', in universal time. */
function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
}
