// freehold account recover: a link for a person who has lost her passkeys, her password and her codes.
import { operatorToken } from '../accounts.ts'
import { address, positional, text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { recovery } from '../links.ts'
import { facts } from '../table.ts'

export const accountRecover: Command = {
  name: 'account recover',
  positionals: 'NAME',
  count: [1, 1],
  summary: 'Make a link with which its owner gets back into an account, within an hour',
  signedIn: false,
  options: {
    url: { type: 'string', value: 'URL', help: 'the server (http://localhost:3000)' },
    data: { type: 'string', value: 'DIR', help: "the server's data folder (./data)" },
  },
  run: recover,
}

async function recover(call: Call): Promise<void> {
  const url = address('--url', text(call, 'url') ?? 'http://localhost:3000')
  const token = await operatorToken(call.env, text(call, 'data'))
  const made = await recovery(url, token, positional(call, 0))
  call.output.answer(
    made,
    facts([
      ['Link', `${made.link}   (shown this once: be sure whom you give it to)`],
      ['Until', made.expires],
    ]),
  )
}
