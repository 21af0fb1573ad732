// The folder of a server's data, looked at before the server starts: whoever named it learns what is wrong with it.
import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CommandFailure } from './failure.ts'

/**
 * Makes the folder when it is not there; only its owner may look inside then.
 * @throws CommandFailure when it is no folder, or nothing can be written there
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(resolve(folder))
    rmdirSync(mkdtempSync(join(folder, '.try-')))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    const detail = `Nothing can be written in ${folder}${code}: name another folder with --data`
    throw new CommandFailure('The data folder cannot be used', detail, { cause })
  }
}

/** One level at a time: the library's recursive mkdir never returns below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
