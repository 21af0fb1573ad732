// freehold account create: an account with pod, WebID and client credentials on a running server.
import { createAccount, operatorToken, profileOf } from '../accounts.ts'
import type { NewAccount } from '../accounts.ts'
import { address, choice, positional, text } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { checkProfileName, saveProfile } from '../profiles.ts'
import { facts } from '../table.ts'
import { UsageError } from '../usage.ts'

export const accountCreate: Command = {
  name: 'account create',
  positionals: 'NAME',
  count: [1, 1],
  summary: 'Create an account with a pod, a WebID and client credentials',
  signedIn: false,
  options: {
    url: { type: 'string', value: 'URL', help: 'the server (http://localhost:3000)' },
    data: { type: 'string', value: 'DIR', help: "the server's data folder (./data)" },
    save: { type: 'string', value: 'PROFILE', help: 'store a profile to sign in with' },
    format: { type: 'string', value: 'FORMAT', help: 'env (five lines KEY=value) or json' },
  },
  run: create,
}

async function create(call: Call): Promise<void> {
  const name = checkAccountName(positional(call, 0))
  const url = address('--url', text(call, 'url') ?? 'http://localhost:3000')
  const profile = text(call, 'save')
  if (profile !== undefined) checkProfileName(profile)
  const format = choice(call, 'format', ['text', 'env', 'json'], 'text')

  const token = await operatorToken(call.env, text(call, 'data'))
  const account = await createAccount(url, token, { name })
  if (profile !== undefined) await saveProfile(call.env, profile, profileOf(account))
  call.output.answer(account, format === 'env' ? envLines(account) : told(format, account, profile))
}

/** @throws UsageError for a name that cannot be the first segment of a path */
function checkAccountName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) return name
  throw new UsageError('NAME has 1 to 63 characters: a-z, 0-9 and dashes, none at its beginning')
}

function envLines({ webId, storage, issuer, clientId, clientSecret }: NewAccount): string {
  return [
    `WEBID=${webId}`,
    `STORAGE=${storage}`,
    `ISSUER=${issuer}`,
    `CLIENT_ID=${clientId}`,
    `CLIENT_SECRET=${clientSecret}`,
  ].join('\n')
}

function told(format: 'text' | 'json', account: NewAccount, profile: string | undefined): string {
  if (format === 'json') return JSON.stringify(account, null, 2)
  return facts([
    ['WebID', account.webId],
    ['Pod', account.storage],
    ['Issuer', account.issuer],
    ['Client id', account.clientId],
    ['Client secret', account.clientSecret],
    ['Password', `${account.password}   (shown this once: keep it)`],
    ['Profile', profile && `${profile}   (sign in with --as ${profile})`],
  ])
}
