// <freehold-app>: the root. Draws the page of the route from the state, and turns events into actions.
import { html } from 'lit'
import type { LitElement } from 'lit'
import type { Route } from './router.ts'
import type { App } from './state/app.ts'
import type { Account, Model } from './state/model.ts'
import { valueOf } from './state/model.ts'
import { asked } from './state/sharing-lists.ts'
import { pageOf } from './pages/pages.ts'
import { AppElement } from './parts/app-element.ts'
import type { AppEvents } from './parts/app-element.ts'
import './pages/sign-in-page.ts'
import './parts/app-frame.ts'
import './parts/loading-cards.ts'
import './parts/notice-bar.ts'

type Handlers = { readonly [K in keyof AppEvents]?: (detail: AppEvents[K]) => unknown }

export class FreeholdApp extends AppElement {
  static override properties = { app: { attribute: false } }

  declare app: App
  #unwatch: (() => void) | undefined

  override connectedCallback() {
    super.connectedCallback()
    this.#unwatch = this.app.model.watch(() => this.requestUpdate())
    this.#listen(actionsOf(this.app))
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.#unwatch?.()
  }

  #listen(handlers: Handlers) {
    for (const [name, handle] of Object.entries(handlers)) {
      const act = handle as (detail: unknown) => unknown
      this.addEventListener(name, (event) => void act((event as CustomEvent<unknown>).detail))
    }
  }

  protected override willUpdate() {
    this.words = this.app.words()
    this.language = this.app.model.value.language
  }

  override render() {
    const model = this.app.model.value
    const account = valueOf(model.account)
    return html`<app-frame
      .words=${this.words}
      .page=${model.route.page}
      .waiting=${asked(valueOf(model.requests) ?? []).length}
      ?bare=${account === undefined}
    >
      <notice-bar .words=${this.words} .notice=${model.notice}></notice-bar>
      ${account ? this.#page(model, account) : this.#door(model)}
    </app-frame>`
  }

  #page(model: Model, account: Account) {
    const { words, language, app } = this
    return pageOf({ model, account, words, language, now: app.now(), home: app.home })
  }

  /** Before anybody is signed in. */
  #door({ account, busy }: Model) {
    const { words } = this
    if (account.state === 'loading') return html`<loading-cards .words=${words}></loading-cards>`
    return html`<sign-in-page
      .words=${words}
      .language=${this.language}
      .home=${this.app.home}
      .busy=${busy}
    ></sign-in-page>`
  }

  protected override updated() {
    const { app, words, language } = this
    const place = words.app[placeOf(app.model.value.route)]
    this.ownerDocument.documentElement.lang = language
    this.ownerDocument.title = `${place} – ${words.app.name}`
  }

  /** Puts the keyboard and the screen reader at the beginning of the page that is shown now. */
  async beginPage(): Promise<void> {
    await this.updateComplete
    const page = this.renderRoot.querySelector<LitElement>('app-frame > :not(notice-bar)')
    await page?.updateComplete
    page?.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
    this.ownerDocument.defaultView?.scrollTo(0, 0)
  }
}

/** The part of the navigation that a page belongs to. */
function placeOf({ page }: Route): 'sharing' | 'data' | 'activity' | 'you' {
  if (page === 'data' || page === 'month') return 'data'
  return page === 'activity' || page === 'you' ? page : 'sharing'
}

/** What each event of the pages does. */
function actionsOf(app: App): Handlers {
  return {
    'sign-in': ({ issuer }) => app.signIn(issuer),
    'sign-out': () => app.signOut(),
    allow: ({ request, choice }) => app.allow(request, choice),
    refuse: ({ request, reason }) => app.refuse(request, reason),
    stop: ({ grant }) => app.stop(grant),
    'bring-in': ({ file }) => app.bringIn(file),
    connect: () => app.connect(),
    speak: ({ language }) => app.speak(language),
    retry: () => app.refresh(),
    dismiss: () => app.dismissNotice(),
  }
}

customElements.define('freehold-app', FreeholdApp)
