// <freehold-app>: the root. Draws the page of the route from the state, and turns events into actions.
import { html, nothing } from 'lit'
import type { PropertyValues } from 'lit'
import type { App } from './state/app.ts'
import type { Account, Model } from './state/model.ts'
import { valueOf } from './state/model.ts'
import { asked } from './state/sharing-lists.ts'
import { AppElement } from './parts/app-element.ts'
import type { AppEvents } from './parts/app-element.ts'
import './pages/activity-page.ts'
import './pages/data-page.ts'
import './pages/granted-page.ts'
import './pages/month-page.ts'
import './pages/request-page.ts'
import './pages/sharing-page.ts'
import './pages/sign-in-page.ts'
import './pages/you-page.ts'
import './parts/app-frame.ts'
import './parts/language-choice.ts'
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

  /** Before anybody is signed in. */
  #door({ account, busy }: Model) {
    const { words, language } = this
    if (account.state === 'loading') return html`<loading-cards .words=${words}></loading-cards>`
    return html`<sign-in-page .words=${words} .home=${this.app.home} .busy=${busy}></sign-in-page>
      <language-choice .words=${words} .language=${language}></language-choice>`
  }

  #page(model: Model, account: Account) {
    const { words, language } = this
    const { route, requests, grants, log, folders, readings, busy } = model
    const now = this.app.now()
    switch (route.page) {
      case 'sharing':
        return html`<sharing-page
          .words=${words}
          .language=${language}
          .tab=${route.tab}
          .requests=${requests}
          .grants=${grants}
          .log=${log}
          .busy=${busy}
          .now=${now}
        ></sharing-page>`
      case 'request':
        return html`<request-page
          .words=${words}
          .language=${language}
          .requestId=${route.id}
          .requests=${requests}
          .folders=${folders}
          .readings=${readings}
          .busy=${busy}
          .now=${now}
        ></request-page>`
      case 'granted':
        return html`<granted-page
          .words=${words}
          .language=${language}
          .grantId=${route.id}
          .grants=${grants}
        ></granted-page>`
      case 'data':
        return html`<data-page
          .words=${words}
          .language=${language}
          .folders=${folders}
          .imported=${model.imported}
        ></data-page>`
      case 'month':
        return html`<month-page
          .words=${words}
          .language=${language}
          .url=${route.url}
          .readings=${readings.get(route.url)}
        ></month-page>`
      case 'activity':
        return html`<activity-page
          .words=${words}
          .language=${language}
          .log=${log}
          .grants=${grants}
          .grant=${route.grant}
          .webId=${account.session.webId}
          .now=${now}
        ></activity-page>`
      case 'you':
        return html`<you-page
          .words=${words}
          .language=${language}
          .account=${account}
          .busy=${busy}
        ></you-page>`
      default:
        return nothing
    }
  }

  protected override updated(_changed: PropertyValues) {
    this.ownerDocument.documentElement.lang = this.language
  }
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
