// What `npm start` does first: builds everything, unless what npm ci built is still up to date.
import { execSync } from 'node:child_process'
import { isUpToDate } from './up-to-date.ts'

const built = ['dist/client/cli/main.js', 'dist/app/index.html']
const rooms = ['client', 'server', 'shapes', 'vocab']
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']

if (!isUpToDate(built, [...rooms, ...settings])) {
  execSync('npm run --silent build', { stdio: 'inherit' })
}
