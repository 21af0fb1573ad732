// freehold login: stores a profile for a WebID at any provider, after proving that its login works.
import { address, required, text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { checkProfileName, saveProfile } from '../profiles.ts'
import { signInAs } from '../sign-in.ts'
import { UsageError } from '../usage.ts'

export const login: Command = {
  name: 'login',
  positionals: '',
  count: [0, 0],
  summary: 'Store a profile for a WebID at any provider, once its login works',
  signedIn: false,
  options: {
    webid: { type: 'string', value: 'URL', help: 'who signs in' },
    issuer: { type: 'string', value: 'URL', help: 'the OpenID provider of that WebID' },
    'client-id': { type: 'string', value: 'ID', help: 'client credentials from that provider' },
    'client-secret': {
      type: 'string',
      value: 'SECRET',
      help: 'their secret (or FREEHOLD_CLIENT_SECRET, which process lists do not show)',
    },
    save: { type: 'string', value: 'NAME', help: 'name of the profile' },
  },
  run: store,
}

async function store(call: Call): Promise<void> {
  const name = checkProfileName(required(call, 'save'))
  const profile = {
    webId: address('--webid', required(call, 'webid')),
    issuer: address('--issuer', required(call, 'issuer')),
    clientId: required(call, 'client-id'),
    clientSecret: secretOf(call),
  }

  const { webId } = await signInAs(profile)
  const file = await saveProfile(call.env, name, profile)

  const value = { profile: name, webId, issuer: profile.issuer, file }
  call.output.answer(value, `${webId} can sign in; stored as ${name} (use --as ${name})`)
}

function secretOf(call: Call): string {
  const secret = text(call, 'client-secret') ?? call.env['FREEHOLD_CLIENT_SECRET']
  if (secret === undefined || secret === '') throw new UsageError('--client-secret is missing')
  return secret
}
