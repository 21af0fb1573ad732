// freehold account invite: a link with which one person can make an account.
import { operatorToken } from '../accounts.ts'
import { address, text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { invitation } from '../links.ts'
import { facts } from '../table.ts'

export const accountInvite: Command = {
  name: 'account invite',
  positionals: '',
  count: [0, 0],
  summary: 'Make a link with which one person can sign up, within a week',
  signedIn: false,
  options: {
    url: { type: 'string', value: 'URL', help: 'the server (http://localhost:3000)' },
    data: { type: 'string', value: 'DIR', help: "the server's data folder (./data)" },
  },
  run: invite,
}

async function invite(call: Call): Promise<void> {
  const url = address('--url', text(call, 'url') ?? 'http://localhost:3000')
  const token = await operatorToken(call.env, text(call, 'data'))
  const made = await invitation(url, token)
  call.output.answer(
    made,
    facts([
      ['Invitation', `${made.link}   (shown this once; good for one account)`],
      ['Until', made.expires],
    ]),
  )
}
