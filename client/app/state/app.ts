// The app without its looks: state, and everything a person can do.
import { readRoute } from '../router.ts'
import type { Route } from '../router.ts'
import { wordsIn } from '../words/languages.ts'
import type { Words } from '../words/languages.ts'
import { offerOf } from './choice.ts'
import { dataActions } from './data-actions.ts'
import type { DataActions } from './data-actions.ts'
import { liveFolders } from './live-folders.ts'
import { emptyModel, valueOf } from './model.ts'
import { createObservable } from './observable.ts'
import { firstLanguage, sessionActions } from './session-actions.ts'
import type { SessionActions } from './session-actions.ts'
import { sharingActions } from './sharing-actions.ts'
import type { SharingActions } from './sharing-actions.ts'
import type { World } from './world.ts'

export interface App extends SessionActions, SharingActions, DataActions {
  readonly model: World['model']
  readonly now: () => number
  /** The root of this server. */
  readonly home: string
  /** The sentences in the language chosen now. */
  words(): Words
  /** Continues where the person was, and fetches what the page needs. */
  start(): Promise<void>
  /** Shows the page of a hash, and fetches what it needs. */
  arrive(hash: string): Promise<void>
  /** Fetches again what the page shows. */
  refresh(): Promise<void>
  dismissNotice(): void
}

export interface AppOptions extends Omit<World, 'model'> {
  /** The languages the browser asks for, best first. */
  readonly preferred: readonly string[]
}

export function createApp({ preferred, ...outside }: AppOptions): App {
  const language = firstLanguage(outside.memory, preferred)
  const model = createObservable(emptyModel(language, readRoute(outside.hash())))
  const world: World = { ...outside, model, navigate }
  const session = sessionActions(world)
  const sharing = sharingActions(world)
  const data = dataActions(world)
  const live = liveFolders(world, data.loadFolders)
  return {
    ...session,
    ...sharing,
    ...data,
    model,
    now: world.now,
    home: world.home,
    words: () => wordsIn(model.value.language, preferred),
    start,
    arrive,
    refresh: () => fetchFor(model.value.route),
    dismissNotice: () => model.change({ notice: undefined }),
  }

  /** The state moves at once, so that what is said next belongs to the new page. */
  function navigate(hash: string) {
    model.change({ route: readRoute(hash) })
    outside.navigate(hash)
  }

  async function start() {
    await session.restore()
    await fetchFor(model.value.route)
  }

  async function arrive(hash: string) {
    const route = readRoute(hash)
    const moved = route.page !== model.value.route.page
    model.change({ route, ...(moved ? { notice: undefined, imported: undefined } : {}) })
    await fetchFor(route)
  }

  async function fetchFor(route: Route): Promise<void> {
    if (route.page === 'data') return live.begin()
    live.end()
    if (route.page === 'month') return data.loadReadings(route.url)
    if (route.page === 'request') return fetchRequest(route.id)
    if (route.page !== 'you') return sharing.loadSharing()
  }

  /** A request, and the newest of the documents it would open, for the preview. */
  async function fetchRequest(id: string): Promise<void> {
    await Promise.all([sharing.loadSharing(), data.loadFolders()])
    const request = valueOf(model.value.requests)?.find((each) => each.id === id)
    const [newest] = request ? offerOf(request, valueOf(model.value.folders) ?? []).documents : []
    if (newest) await data.loadReadings(newest.url)
  }
}
