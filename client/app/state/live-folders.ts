// Keeps the page of data true while it is open: when something comes into a folder or leaves it, the
// folders are fetched again.
import type { DataFolder } from './data-folders.ts'
import { valueOf } from './model.ts'
import { accountOf } from './world.ts'
import type { World } from './world.ts'

export interface LiveFolders {
  /** Fetches the folders, and again whenever one of them changes, until `end`. */
  begin(): Promise<void>
  end(): void
}

/** More would be more connections than a page should hold open. */
const maxContainers = 6

export function liveFolders(world: World, loadFolders: () => Promise<void>): LiveFolders {
  const followed = new Map<string, AbortController>()
  return { begin, end }

  async function begin() {
    await loadFolders()
    const account = accountOf(world)
    if (!account || world.model.value.route.page !== 'data') return
    const wanted = containersOf(account.profile.storages, valueOf(world.model.value.folders) ?? [])
    for (const url of followed.keys()) if (!wanted.includes(url)) stop(url)
    for (const url of wanted) if (!followed.has(url)) void follow(url)
  }

  function end() {
    for (const url of followed.keys()) stop(url)
  }

  function stop(url: string) {
    followed.get(url)?.abort()
    followed.delete(url)
  }

  async function follow(url: string) {
    const account = accountOf(world)
    if (!account) return
    const ending = new AbortController()
    followed.set(url, ending)
    try {
      // While one is dealt with the others become one, so that a hundred files are not a hundred fetches.
      for await (const _ of world.api.watch(account.session, url, ending.signal)) await begin()
    } catch {
      // The page is complete without: it is fetched again whenever the person comes back to it.
      followed.delete(url)
    }
  }
}

/** Where documents lie now, and where importers make new folders. Pure. */
export function containersOf(
  storages: readonly string[],
  folders: readonly DataFolder[],
): readonly string[] {
  const parents = folders.flatMap(({ documents }) =>
    documents.map(({ url }) => new URL('.', url).href),
  )
  const roots = storages.map((storage) => `${storage}data/`)
  return [...new Set([...roots, ...parents])].slice(0, maxContainers)
}
