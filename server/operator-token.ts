// The secret that makes its bearer the operator, kept in a file beside the data.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secret in `operator.token`, made at the first start and readable by its owner alone. */
export function operatorTokenIn(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'operator.token')
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
