// The app in dist/app, from where the server serves it: built when it is not there or out of date.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { isUpToDate } from './up-to-date.ts'

const config = fileURLToPath(new URL('../../client/app/vite.config.ts', import.meta.url))
const sources = ['client/app', 'client/sdk', 'client/sign-in', 'shapes', 'vocab']

/** Resolves when the server can serve the app as its sources are now. */
export async function buildApp(): Promise<void> {
  if (isUpToDate(['dist/app/index.html', 'dist/app/sign-in.js'], sources)) return
  await build({ configFile: config, logLevel: 'error' })
}
