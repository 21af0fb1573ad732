// Installs other people's programs on first use, each with the versions of its own lock file, far from our own packages:
// some read every node_modules folder above them, and must not find ours.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { access, copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const recipes = fileURLToPath(new URL('..', import.meta.url))
const files = ['package.json', 'package-lock.json']

/** How long the hook of a test that installs something may take, in milliseconds. */
export const installPatienceMs = 300_000

/**
 * The folder with the packages of a recipe ('providers/community-server'), named by its lock file's hash, so that
 * a new lock installs anew.
 * @throws Error with npm's output when the installation fails
 */
export async function install(name: string): Promise<string> {
  const recipe = join(recipes, name)
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'freehold')
  const lock = await readFile(join(recipe, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 16)
  const target = join(cache, `${basename(name)}-${hash}`)
  if (await exists(target)) return target

  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'installing-'))
  await Promise.all(files.map((file) => copyFile(join(recipe, file), join(draft, file))))
  await npmInstall(draft).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    throw error
  })
  await settle(draft, target)
  return target
}

/** Moves the finished folder into place in one step; whoever comes second throws its own away. */
async function settle(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(target))) throw error
  }
}

async function npmInstall(folder: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const child = spawn('npm', ['ci', ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The packages could not be installed:\n${output}`)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
