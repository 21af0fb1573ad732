// The app in dist/app, from where the server serves it: built when it is not there or out of date.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = ['client/app', 'client/sdk', 'shapes', 'vocab']

/** Resolves when the server can serve the app as its sources are now. */
export async function buildApp(): Promise<void> {
  const built = changed(join(root, 'dist/app/index.html'))
  const files = sources.flatMap((each) => filesIn(join(root, each)))
  if (files.every((file) => changed(file) <= built)) return
  await build({ configFile: join(root, 'client/app/vite.config.ts'), logLevel: 'error' })
}

/** When a file was last changed; never, as 0, when it is not there. */
function changed(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
}
