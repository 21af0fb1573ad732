// Puts the app into a page: the root element, the address bar, and coming back to the tab.
import { createApp } from './state/app.ts'
import type { App } from './state/app.ts'
import type { Api } from './state/api.ts'
import { FreeholdApp } from './freehold-app.ts'

/** Shows the app in this document; `home` is the root of the server. Resolves when the first page has its data. */
export async function mountApp(api: Api, home: string, now: () => number = Date.now): Promise<App> {
  const app = createApp({
    api,
    now,
    memory: localStorage,
    home,
    hash: () => location.hash,
    preferred: navigator.languages,
    navigate: (hash) => (location.hash = hash),
  })
  const root = new FreeholdApp()
  root.app = app
  document.body.append(root)
  addEventListener('hashchange', () => void arrive(app, root))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void app.refresh()
  })
  // A page that the browser kept as it was may show somebody who has signed out meanwhile.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
  await app.start()
  return app
}

async function arrive(app: App, root: FreeholdApp): Promise<void> {
  const fetched = app.arrive(location.hash)
  await root.beginPage()
  await fetched
}
