// <app-frame>: brand, navigation and main part around every page; bar below on phones, beside on wide screens.
import { html, nothing } from 'lit'
import { hashOf } from '../router.ts'
import type { Route } from '../router.ts'
import { AppElement } from './app-element.ts'
import { frameStyles } from './frame-styles.ts'
import { icon, mark } from './icons.ts'
import type { IconName } from './icons.ts'

interface Place {
  readonly name: string
  readonly sign: IconName
  readonly hash: string
  readonly pages: readonly Route['page'][]
}

/** @slot - The page. */
export class AppFrame extends AppElement {
  static override properties = {
    page: { attribute: false },
    waiting: { attribute: false },
    bare: { type: Boolean, reflect: true },
  }
  static override styles = [AppElement.styles, frameStyles]

  declare page: Route['page']
  /** Requests that wait for an answer. */
  declare waiting: number
  /** Without navigation: nobody is signed in. */
  declare bare: boolean

  override render() {
    return html`
      <header>
        <button class="skip" @click=${this.#skip}>${this.words.app.skip}</button>
        <a class="brand" href="#/">${mark()} <span>${this.words.app.name}</span></a>
      </header>
      ${this.bare ? nothing : this.#navigation()}
      <main id="main" tabindex="-1"><slot></slot></main>
    `
  }

  #navigation() {
    return html`<nav aria-label=${this.words.app.navigation}>
      <ul>
        ${this.#places().map((place) => html`<li>${this.#link(place)}</li>`)}
      </ul>
    </nav>`
  }

  #places(): Place[] {
    const { sharing, data, activity, you } = this.words.app
    const tab = undefined
    const grant = undefined
    return [
      {
        name: sharing,
        sign: 'sharing',
        hash: hashOf({ page: 'sharing', tab }),
        pages: ['sharing', 'request', 'granted'],
      },
      { name: data, sign: 'data', hash: hashOf({ page: 'data' }), pages: ['data', 'month'] },
      {
        name: activity,
        sign: 'activity',
        hash: hashOf({ page: 'activity', grant }),
        pages: ['activity'],
      },
      { name: you, sign: 'you', hash: hashOf({ page: 'you' }), pages: ['you'] },
    ]
  }

  #link({ name, sign, hash, pages }: Place) {
    const waiting = sign === 'sharing' ? this.waiting : 0
    return html`<a href=${hash} aria-current=${pages.includes(this.page) ? 'page' : nothing}>
      <span class="sign"
        >${icon(sign, 24)}${waiting > 0 ? html`<i aria-hidden="true"></i>` : nothing}</span
      >
      ${name}
      ${
        waiting > 0
          ? html`<span class="unseen">, ${this.words.app.waiting(waiting)}</span>`
          : nothing
      }
    </a>`
  }

  /** A button, since the hash of the address is the app's own. */
  #skip() {
    this.renderRoot.querySelector('main')?.focus()
  }
}

customElements.define('app-frame', AppFrame)
