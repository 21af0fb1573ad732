// Who you can be: one file a profile, readable by its owner alone.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './command.ts'
import { CommandFailure } from './failure.ts'
import { UsageError } from './usage.ts'

export interface Profile {
  readonly webId: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/i

/** @throws UsageError for a name that is no plain file name */
export function checkProfileName(name: string): string {
  if (namePattern.test(name)) return name
  throw new UsageError(`'${name}' is no profile name: use letters, digits, dot, dash, underscore`)
}

/** Where the profiles lie: $FREEHOLD_HOME/profiles, else ~/.config/freehold/profiles. */
export function profileFolder(env: Environment): string {
  return join(env['FREEHOLD_HOME'] ?? join(homedir(), '.config', 'freehold'), 'profiles')
}

/** Stores a profile, replacing one of the same name; returns its file. */
export async function saveProfile(
  env: Environment,
  name: string,
  profile: Profile,
): Promise<string> {
  const folder = profileFolder(env)
  const file = join(folder, `${checkProfileName(name)}.json`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // A new file each time: an existing one would keep the mode that it has.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600, flag: 'w' })
  await rename(draft, file)
  return file
}

/** The names of the stored profiles in order; [] when there are none. */
export async function profileNames(env: Environment): Promise<string[]> {
  const files = await readdir(profileFolder(env)).catch(absent)
  const names = files.flatMap((each) => (each.endsWith('.json') ? [each.slice(0, -5)] : []))
  return names.toSorted()
}

/** @throws UsageError when there is no such profile, naming those that there are */
export async function readProfileFile(env: Environment, name: string): Promise<Profile> {
  const file = join(profileFolder(env), `${checkProfileName(name)}.json`)
  const content = await readFile(file, 'utf8').catch(absent)
  if (typeof content !== 'string') throw await unknownProfile(env, name)
  return profileIn(content, file)
}

async function unknownProfile(env: Environment, name: string): Promise<UsageError> {
  const names = await profileNames(env)
  const known = names.length === 0 ? 'none is stored yet' : `stored are: ${names.join(', ')}`
  return new UsageError(
    `There is no profile '${name}' (${known}); make one with account create --save or login`,
  )
}

function profileIn(content: string, file: string): Profile {
  const value = asObject(content)
  const field = (name: string): string => {
    const found = value?.[name]
    if (typeof found === 'string' && found !== '') return found
    throw new CommandFailure('The profile cannot be read', `${file} lacks ${name}; store it again`)
  }
  return {
    webId: field('webId'),
    issuer: field('issuer'),
    clientId: field('clientId'),
    clientSecret: field('clientSecret'),
  }
}

function asObject(content: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Nothing for a file or folder that is not there; other errors stay errors. */
function absent(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return []
  throw error
}
