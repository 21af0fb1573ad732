// What is in the pod: folders, readings, and files brought in.
import type { Account, Load } from './model.ts'
import type { Member } from './api.ts'
import { dataTypeOf } from '../words/concepts.ts'
import { dataFolder, isDataContainer, registeredFolder, withoutRepeats } from './data-folders.ts'
import type { DataFolder } from './data-folders.ts'
import { contentsOf } from './readings.ts'
import type { Contents } from './readings.ts'
import { RequestError, refusal } from '../../sdk/request.ts'
import { accountOf, fill } from './world.ts'
import type { World } from './world.ts'

export interface DataActions {
  loadFolders(): Promise<void>
  /** Fetches the readings of a document, once. */
  loadReadings(url: string): Promise<void>
  /** Writes a Green Button file into the person's first storage. */
  bringIn(file: File): Promise<void>
}

export function dataActions(world: World): DataActions {
  const { api, model } = world
  return { loadFolders, loadReadings, bringIn }

  async function loadFolders() {
    const account = accountOf(world)
    if (account) await fill(world, 'folders', foldersOf(account))
  }

  async function loadReadings(url: string) {
    const account = accountOf(world)
    const known = model.value.readings.get(url)
    if (!account || known?.state === 'ready' || known?.state === 'loading') return
    keep(url, { state: 'loading' })
    try {
      const document = await api.readDocument(account.session, url)
      keep(url, { state: 'ready', value: contentsOf(document.graph, document.url) })
    } catch (error) {
      keep(url, { state: 'failed', error })
    }
  }

  function keep(url: string, load: Load<Contents>) {
    model.change({ readings: new Map([...model.value.readings, [url, load]]) })
  }

  async function bringIn(file: File) {
    const account = accountOf(world)
    const storage = account?.profile.storages[0]
    const { name } = file
    if (!account || !storage) {
      const error = refusal('not-found', 'Your profile names no storage')
      return model.change({ imported: { name, report: { state: 'failed', error } } })
    }
    model.change({ imported: { name, report: { state: 'loading' } } })
    try {
      const value = await api.importEnergy(account.session, storage, {
        name,
        text: await file.text(),
      })
      model.change({ imported: { name, report: { state: 'ready', value } }, readings: new Map() })
      await loadFolders()
    } catch (error) {
      model.change({ imported: { name, report: { state: 'failed', error } } })
    }
  }

  /** What her type indexes name, and what lies below data/ beside that. */
  async function foldersOf(account: Account): Promise<DataFolder[]> {
    const list = (url: string) => membersOf(api.listContainer(account.session, url))
    const [registered, found] = await Promise.all([
      registeredFolders(account, list),
      foundFolders(account, list),
    ])
    return withoutRepeats(registered, found)
  }

  async function registeredFolders(account: Account, list: Lister): Promise<DataFolder[]> {
    const { session, profile } = account
    const isHers = (url: string) => profile.storages.some((storage) => url.startsWith(storage))
    const typed = (await api.typeRegistrations(session)).flatMap((each) => {
      const type = dataTypeOf(each.forClass)
      return type && 'container' in each && isHers(each.container)
        ? [[each.container, type] as const]
        : []
    })
    const folders = [...new Map(typed)].map(async ([url, type]) =>
      registeredFolder(url, type, await list(url)),
    )
    return (await Promise.all(folders)).filter(({ documents }) => documents.length > 0)
  }
}

type Lister = (url: string) => Promise<readonly Member[]>

async function foundFolders({ profile }: Account, list: Lister): Promise<DataFolder[]> {
  const roots = await Promise.all(profile.storages.map((storage) => list(`${storage}data/`)))
  const containers = roots.flat().filter(isDataContainer)
  return Promise.all(containers.map(async ({ url }) => dataFolder(url, await below(url, list))))
}

/** A folder's members and those of the folders in it: data lies at most one step further down. */
async function below(url: string, list: Lister) {
  const members = await list(url)
  const inner = await Promise.all(members.filter(isDataContainer).map((each) => list(each.url)))
  return [...members, ...inner.flat()]
}

/** A container that is not there yet has no members; any other refusal stays one. */
async function membersOf(listing: Promise<readonly Member[]>): Promise<readonly Member[]> {
  try {
    return await listing
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return []
    throw error
  }
}
