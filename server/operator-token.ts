// The secret that makes its bearer the operator, kept in a file beside the data.
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './config.ts'

const leastCharacters = 32

/**
 * The secret in `operator.token`, made at the first start and readable by its owner alone; so is the
 * folder, if it is made now.
 * @throws CannotStart when the file holds less than a secret
 */
export function operatorTokenIn(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'operator.token')
  makeOnce(file, randomBytes(32).toString('base64url'))
  const token = readFileSync(file, 'utf8').trim()
  if (token.length >= leastCharacters) return token
  throw new CannotStart(
    `${file} must hold a secret of ${leastCharacters} characters or more: remove it to get a new one`,
  )
}

/** Written elsewhere first: whoever is killed half-way leaves no empty secret. */
function makeOnce(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
