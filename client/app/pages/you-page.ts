// <you-page>: the person's own addresses, her agent, her language, the way out.
import { css, html } from 'lit'
import type { Account, Busy } from '../state/model.ts'
import { address } from '../parts/address.ts'
import { AppElement } from '../parts/app-element.ts'
import '../parts/language-choice.ts'

/** @fires connect - Use this server's mediator. @fires sign-out */
export class YouPage extends AppElement {
  static override properties = {
    account: { attribute: false },
    busy: { attribute: false },
    home: { attribute: false },
  }
  static override styles = [
    AppElement.styles,
    css`
      .facts {
        grid-template-columns: 1fr;
      }
      .facts dd {
        font-weight: 400;
      }
    `,
  ]

  declare account: Account
  declare busy: Busy | undefined
  /** The root of this server. */
  declare home: string

  override render() {
    const { you } = this.words
    const { profile, session } = this.account
    return html`<div class="stack">
      <h1 tabindex="-1">${profile.name ?? you.title}</h1>
      <section class="card stack">
        <dl class="facts">
          <div>
            <dt>${you.webId}</dt>
            <dd>${address(session.webId)}</dd>
          </div>
          ${profile.storages.map(
            (storage) =>
              html`<div>
                <dt>${you.storage}</dt>
                <dd>${address(storage)}</dd>
              </div>`,
          )}
          <div>
            <dt>${you.provider}</dt>
            <dd>${address(session.issuer)}</dd>
          </div>
          <div>
            <dt>${you.agent}</dt>
            <dd>${profile.mediator ? address(profile.mediator) : you.noAgent}</dd>
          </div>
        </dl>
        ${profile.mediator ? '' : this.#connect()} ${this.#accountLink(session.issuer)}
      </section>
      <section class="card">
        <language-choice .words=${this.words} .language=${this.language}></language-choice>
      </section>
      <button class="button quiet wide" @click=${() => this.emit('sign-out', undefined)}>
        ${you.signOut}
      </button>
    </div>`
  }

  /** Passwords and the like are looked after on pages of the provider; where those are, only ours says. */
  #accountLink(issuer: string) {
    if (new URL(issuer).origin !== new URL(this.home).origin) return ''
    const page = new URL('.account/', this.home).href
    return html`<a class="button quiet wide" href=${page}>${this.words.you.account}</a>`
  }

  #connect() {
    return html`<button
      class="button wide"
      ?disabled=${this.busy !== undefined}
      @click=${() => this.emit('connect', undefined)}
    >
      ${this.words.you.connect}
    </button>`
  }
}

customElements.define('you-page', YouPage)
