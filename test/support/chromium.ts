// A real browser for tests: Debian's Chromium, driven over its debugging protocol.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

const run = promisify(execFile)
const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const packages = ['chromium', 'fonts-dejavu-core']

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Chromium {
  readonly context: BrowserContext
  newPage(): Promise<Page>
  close(): Promise<void>
}

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 800 }

/** A browser with an empty profile of its own, the size of a phone. */
export async function openChromium(options: BrowserContextOptions = {}): Promise<Chromium> {
  const executablePath = await chromiumPath()
  const profile = await mkdtemp(join(tmpdir(), 'freehold-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    viewport: phone,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...options,
  })
  return { context, newPage: () => context.newPage(), close }

  async function close() {
    await context.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * Where Chromium is; installs Debian's package when it may.
 * @throws Error naming the package when there is none and it cannot be installed
 */
async function chromiumPath(): Promise<string> {
  const present = installed()
  if (present) return present
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) await install()
  const fresh = installed()
  if (fresh) return fresh
  throw new Error(
    `These tests need a browser. Install it: apt-get install --no-install-recommends ${packages.join(' ')}`,
  )
}

function installed(): string | undefined {
  return executables.find((each) => existsSync(each))
}

async function install(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}
