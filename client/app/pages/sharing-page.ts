// <sharing-page>: home. What firms ask, what they may read now, and what is over.
import { html } from 'lit'
import { hashOf } from '../router.ts'
import type { Tab } from '../router.ts'
import { useOfGrant } from '../state/activity.ts'
import type { Busy, Model } from '../state/model.ts'
import { valueOf } from '../state/model.ts'
import { active, asked, ended } from '../state/sharing-lists.ts'
import { AppElement } from '../parts/app-element.ts'
import type { IconName } from '../parts/icons.ts'
import type { Segment } from '../parts/segment-tabs.ts'
import '../parts/empty-state.ts'
import '../parts/ended-card.ts'
import '../parts/grant-card.ts'
import '../parts/loading-cards.ts'
import '../parts/problem-note.ts'
import '../parts/request-card.ts'
import '../parts/segment-tabs.ts'

export class SharingPage extends AppElement {
  static override properties = {
    tab: { attribute: false },
    requests: { attribute: false },
    grants: { attribute: false },
    log: { attribute: false },
    busy: { attribute: false },
    now: { attribute: false },
  }

  declare tab: Tab | undefined
  declare requests: Model['requests']
  declare grants: Model['grants']
  declare log: Model['log']
  declare busy: Busy | undefined
  declare now: number

  override render() {
    return html`
      <div class="stack">
        <h1 tabindex="-1">${this.words.sharing.title}</h1>
        <segment-tabs
          .words=${this.words}
          .label=${this.words.sharing.tabs}
          .segments=${this.#segments()}
        ></segment-tabs>
        ${this.#content()}
      </div>
    `
  }

  /** Without a tab in the address: what waits comes first, else what runs. */
  get #shown(): Tab {
    return this.tab ?? (asked(valueOf(this.requests) ?? []).length > 0 ? 'asked' : 'active')
  }

  #segments(): Segment[] {
    const waiting = asked(valueOf(this.requests) ?? []).length
    return (['asked', 'active', 'ended'] as const).map((tab) => ({
      name: this.words.sharing[tab],
      hash: hashOf({ page: 'sharing', tab }),
      current: tab === this.#shown,
      count: tab === 'asked' ? waiting : 0,
    }))
  }

  #content() {
    const { requests, grants } = this
    const failed = [requests, grants].find((each) => each.state === 'failed')
    if (failed?.state === 'failed') {
      return html`<problem-note again .words=${this.words} .error=${failed.error}></problem-note>`
    }
    if (requests.state !== 'ready' || grants.state !== 'ready') {
      return html`<loading-cards .words=${this.words}></loading-cards>`
    }
    if (this.#shown === 'asked') return this.#asked()
    return this.#shown === 'active' ? this.#active() : this.#ended()
  }

  #asked() {
    const { askedEmptyTitle, askedEmpty } = this.words.sharing
    const waiting = asked(valueOf(this.requests) ?? [])
    if (waiting.length === 0) return this.#empty('question', askedEmptyTitle, askedEmpty)
    return waiting.map(
      (request) =>
        html`<request-card
          .words=${this.words}
          .language=${this.language}
          .request=${request}
        ></request-card>`,
    )
  }

  #active() {
    const { activeEmptyTitle, activeEmpty } = this.words.sharing
    const running = active(valueOf(this.grants) ?? [])
    if (running.length === 0) return this.#empty('sharing', activeEmptyTitle, activeEmpty)
    const log = valueOf(this.log)
    return running.map(
      (grant) =>
        html`<grant-card
          .words=${this.words}
          .language=${this.language}
          .grant=${grant}
          .use=${log && useOfGrant(log, grant.id)}
          .now=${this.now}
          ?busy=${this.busy?.action === 'stop' && this.busy.subject === grant.id}
        ></grant-card>`,
    )
  }

  #ended() {
    const { endedEmptyTitle, endedEmpty } = this.words.sharing
    const over = ended(valueOf(this.requests) ?? [], valueOf(this.grants) ?? [])
    if (over.length === 0) return this.#empty('check', endedEmptyTitle, endedEmpty)
    const log = valueOf(this.log) ?? []
    return over.map(
      (each) =>
        html`<ended-card
          .words=${this.words}
          .language=${this.language}
          .ended=${each}
          .reads=${each.grantId ? useOfGrant(log, each.grantId).reads : 0}
        ></ended-card>`,
    )
  }

  #empty(sign: IconName, heading: string, text: string) {
    return html`<empty-state
      .words=${this.words}
      .sign=${sign}
      .heading=${heading}
      .text=${text}
    ></empty-state>`
  }
}

customElements.define('sharing-page', SharingPage)
