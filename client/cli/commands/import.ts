// freehold import: takes files that a firm released into your pod.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readProfile } from '../../sdk/profile.ts'
import { importEnergy } from '../../sdk/release/energy.ts'
import { readGreenButton } from '../../sdk/release/green-button.ts'
import type { ImportReport, ReleasedFile } from '../../sdk/release/energy.ts'

import type { Session } from '../../sdk/session.ts'
import { choice } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { CommandFailure } from '../failure.ts'
import { importReport } from '../import-report.ts'
import { signIn } from '../sign-in.ts'

export const importFiles: Command = {
  name: 'import',
  positionals: 'FILE…',
  count: [1, 100],
  summary: 'Take released files into your pod; nothing is written when one of them is bad',
  signedIn: true,
  options: {
    format: { type: 'string', value: 'FORMAT', help: 'green-button (the only one so far)' },
  },
  run: take,
}

async function take(call: Call): Promise<void> {
  choice(call, 'format', ['green-button'], 'green-button')
  const files = await Promise.all(call.positionals.map(readReleasedFile))
  // All are read before any is written: readGreenButton throws for what cannot be used.
  for (const file of files) check(file)
  const session = await signIn(call)

  const reports: ImportReport[] = []
  const storage = await storageOf(session)
  for (const file of files) reports.push(await importEnergy(session, storage, file))

  call.output.answer(reports, reports.map(importReport).join('\n\n'))
}

async function readReleasedFile(path: string): Promise<ReleasedFile> {
  try {
    return { name: basename(path), text: await readFile(path, 'utf8') }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CommandFailure('The file cannot be read', reason, { cause })
  }
}

function check({ name, text }: ReleasedFile): void {
  try {
    readGreenButton(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const title = 'The file cannot be used; nothing was imported'
    throw new CommandFailure(title, `${name}: ${reason}`, { cause })
  }
}

async function storageOf({ fetch, webId }: Session): Promise<string> {
  const [storage] = (await readProfile(fetch, webId)).storages
  if (storage !== undefined) return storage
  throw new CommandFailure('No pod', `The WebID document of ${webId} names no storage`)
}
