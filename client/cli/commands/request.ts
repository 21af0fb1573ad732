// freehold request: a firm asks a person for access.
import { askForAccess } from '../../sdk/asking.ts'
import type { RequestSummary } from '../../sdk/mediator.ts'
import { readDuration } from '../../../shapes/duration.ts'
import { address, positional, required, text, texts } from '../arguments.ts'
import { dataTypeNamed, purposeNamed } from '../choices.ts'
import type { Call, Command } from '../command.ts'
import { shortId } from '../ids.ts'
import { signIn } from '../sign-in.ts'
import { UsageError } from '../usage.ts'

export const request: Command = {
  name: 'request',
  positionals: 'PERSON',
  count: [1, 1],
  summary: 'Ask a person (her WebID) for access to data',
  signedIn: true,
  options: {
    'data-type': { type: 'string', value: 'TYPE', help: "what kind: 'energy', or an IRI" },
    purpose: { type: 'string', value: 'PURPOSE', help: "what for: 'CompareAndSwitch', or an IRI" },
    term: { type: 'string', value: 'DURATION', help: "how long: 'P30D' is thirty days" },
    resource: {
      type: 'string',
      value: 'URL',
      multiple: true,
      help: 'ask for this only, not for all data of the kind',
    },
    message: { type: 'string', value: 'TEXT', help: 'why, in your own words' },
  },
  run: ask,
}

async function ask(call: Call): Promise<void> {
  const message = text(call, 'message')
  const resources = texts(call, 'resource').map((each) => address('--resource', each))
  const wanted = {
    person: address('PERSON', positional(call, 0)),
    dataType: dataTypeNamed(required(call, 'data-type')).iri,
    purpose: purposeNamed(required(call, 'purpose')).standard,
    term: termOf(required(call, 'term')),
    ...(resources.length === 0 ? {} : { resources }),
    ...(message === undefined ? {} : { message }),
  }
  const session = await signIn(call)

  const sent = await askForAccess(session, wanted)

  call.output.answer(sent, `Asked ${sent.person}: request ${shortId(sent.id)} ${stateOf(sent)}`)
}

function stateOf({ state }: RequestSummary): string {
  return state === 'requested' ? 'waits for an answer' : `is ${state}`
}

function termOf(term: string): string {
  if (readDuration(term) !== undefined) return term
  throw new UsageError(`--term is a duration such as P30D (days), P3M (months) or PT12H (hours)`)
}
