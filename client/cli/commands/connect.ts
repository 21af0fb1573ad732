// freehold connect: points a person's WebID document at the mediator that works for her.
import { readProfile } from '../../sdk/profile.ts'
import { setMediator } from '../../sdk/sharing.ts'
import { address, text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { signIn } from '../sign-in.ts'
import { facts } from '../table.ts'

export const connect: Command = {
  name: 'connect',
  positionals: '',
  count: [0, 0],
  summary: 'Let a mediator receive requests for you and serve your grants',
  signedIn: true,
  options: {
    mediator: {
      type: 'string',
      value: 'URL',
      help: 'a Freehold server or the WebID of a mediator (http://localhost:3000)',
    },
  },
  run: point,
}

async function point(call: Call): Promise<void> {
  const given = address('--mediator', text(call, 'mediator') ?? 'http://localhost:3000')
  const mediator = agentOf(given)
  const session = await signIn(call)

  await setMediator(session, mediator)

  const { storages } = await readProfile(session.fetch, session.webId)
  const value = { webId: session.webId, mediator, storages }
  const told = facts([
    ['You', session.webId],
    ['Mediator', mediator],
    ['Pod', storages.join(' ')],
  ])
  call.output.answer(value, told)
}

/** The mediator's WebID: what was given, unless that is the bare address of a server. */
function agentOf(given: string): string {
  const url = new URL(given)
  if (url.pathname !== '/' || url.hash !== '') return given
  return new URL('/.mediator/#it', url).href
}
