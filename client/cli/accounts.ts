// Makes accounts at a running server, as its operator.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { request } from '../sdk/request.ts'
import type { Environment } from './command.ts'
import { CommandFailure } from './failure.ts'
import type { Profile } from './profiles.ts'

/** What a server says of a new account; the password is told this once. */
export interface NewAccount extends Profile {
  /** The root of the pod, with a trailing slash. */
  readonly storage: string
  readonly password: string
}

/** What to make: the rest is chosen by the server. */
export interface Wanted {
  readonly name: string
  readonly password?: string
  readonly displayName?: string
}

/** @throws RequestError when the server refuses, for one because the name is taken */
export async function createAccount(
  baseUrl: string,
  operatorToken: string,
  wanted: Wanted,
): Promise<NewAccount> {
  const response = await request(globalThis.fetch, new URL('/.account', baseUrl).href, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${operatorToken}` },
    body: JSON.stringify(wanted),
  })
  return (await response.json()) as NewAccount
}

/** What is stored of an account to sign in as it. */
export function profileOf({ webId, issuer, clientId, clientSecret }: NewAccount): Profile {
  return { webId, issuer, clientId, clientSecret }
}

/**
 * The operator's secret: from a folder that was named, the environment, or ./data.
 * @throws CommandFailure saying where it was looked for
 */
export async function operatorToken(env: Environment, folder: string | undefined): Promise<string> {
  const fromEnvironment = env['FREEHOLD_OPERATOR_TOKEN']
  if (folder === undefined && fromEnvironment) return fromEnvironment
  const file = join(folder ?? './data', 'operator.token')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (cause) {
    const help = "name the server's data folder with --data, or set FREEHOLD_OPERATOR_TOKEN"
    throw new CommandFailure('No operator secret', `${file} cannot be read: ${help}`, { cause })
  }
}
