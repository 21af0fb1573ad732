// <activity-page>: who looked at the data, by day, for the last 7 or 30 days; below that who changed
// its rules, and who was turned away.
import { css, html, nothing } from 'lit'
import { readsByName, recent, visitsByKind, visitsOf } from '../state/activity.ts'
import type { Visit } from '../state/activity.ts'
import type { LogEntry } from '../state/api.ts'
import { firmName, hostOf } from '../state/firms.ts'
import type { Load, Model } from '../state/model.ts'
import { valueOf } from '../state/model.ts'
import { AppElement } from '../parts/app-element.ts'
import type { Days } from '../parts/period-choice.ts'
import '../parts/empty-state.ts'
import '../parts/loading-cards.ts'
import '../parts/period-choice.ts'
import '../parts/problem-note.ts'
import '../parts/visit-group.ts'

export class ActivityPage extends AppElement {
  static override properties = {
    log: { attribute: false },
    grants: { attribute: false },
    grant: { attribute: false },
    webId: { attribute: false },
    mediator: { attribute: false },
    now: { attribute: false },
    days: { state: true },
    mine: { state: true },
  }
  static override styles = [
    AppElement.styles,
    css`
      .only {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--space-4);
      }
      .totals {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-4);
      }
      .totals li {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
      }
    `,
  ]

  declare log: Load<readonly LogEntry[]>
  declare grants: Model['grants']
  /** Only what happened under this grant. */
  declare grant: string | undefined
  declare webId: string
  /** Who receives requests for the person; its test agents have names below its own. */
  declare mediator: string | undefined
  declare now: number
  declare days: Days | undefined
  /** Whether the person's own visits are shown. */
  declare mine: boolean | undefined

  override render() {
    const { activity } = this.words
    return html`<div class="stack">
      <h1 tabindex="-1">${activity.title}</h1>
      <p class="soft">${activity.lead}</p>
      ${this.#filters()} ${this.grant ? this.#only(this.grant) : nothing} ${this.#content()}
    </div>`
  }

  get #shownDays() {
    return this.days ?? 7
  }

  #filters() {
    const pick = (event: CustomEvent<{ days: Days }>) => (this.days = event.detail.days)
    const toggle = () => (this.mine = !this.mine)
    return html`<div class="stack tight">
      <period-choice
        .words=${this.words}
        .days=${this.#shownDays}
        @pick-days=${pick}
      ></period-choice>
      <label class="choice">
        <input type="checkbox" .checked=${this.mine ?? false} @change=${toggle} />
        ${this.words.activity.mine}
      </label>
    </div>`
  }

  #only(id: string) {
    const { activity } = this.words
    const grant = valueOf(this.grants)?.find((each) => each.id === id)
    return html`<p class="only">
      <span class="tag good">${activity.onlyGrant(grant ? firmName(grant) : hostOf(id))}</span>
      <a class="link" href="#/activity">${activity.showAll}</a>
    </p>`
  }

  #content() {
    const { log, words } = this
    if (log.state === 'failed') {
      return html`<problem-note again .words=${words} .error=${log.error}></problem-note>`
    }
    if (log.state === 'loading') return html`<loading-cards .words=${words}></loading-cards>`
    const { uses, rules, refused } = visitsByKind(visitsOf(this.#chosen(log.value)))
    const { rulesTitle, rulesLead, refusedTitle, refusedLead } = words.activity
    return [
      uses.length === 0 ? this.#empty() : [this.#totals(uses), this.#group(uses)],
      this.#group(rules, rulesTitle, rulesLead),
      this.#group(refused, refusedTitle, refusedLead),
    ]
  }

  #chosen(entries: readonly LogEntry[]) {
    return recent(entries, this.#shownDays, this.now)
      .filter((each) => this.mine || each.agent !== this.webId || each.kind === 'access-rules')
      .filter((each) => !this.grant || each.grants.includes(this.grant))
  }

  #empty() {
    const { emptyTitle, empty } = this.words.activity
    return html`<empty-state
      .words=${this.words}
      .sign=${'activity'}
      .heading=${emptyTitle}
      .text=${empty(this.#shownDays)}
    ></empty-state>`
  }

  #totals(visits: readonly Visit[]) {
    const totals = readsByName(visits, (visit) => this.#nameOf(visit))
    if (totals.size === 0) return nothing
    return html`<ul class="card totals">
      ${[...totals].map(
        ([name, reads]) =>
          html`<li>
            <strong>${name}</strong>
            <span class="numbers">${this.words.activity.reads(reads)}</span>
          </li>`,
      )}
    </ul>`
  }

  #group(visits: readonly Visit[], heading?: string, lead?: string) {
    return html`<visit-group
      .words=${this.words}
      .language=${this.language}
      .visits=${visits}
      .nameOf=${(visit: Visit) => this.#nameOf(visit)}
      .heading=${heading}
      .lead=${lead}
    ></visit-group>`
  }

  /** A firm's name is known from its grants; anybody else by the host of the address. */
  #nameOf({ agent }: Visit) {
    const { you, someone, agentCheck } = this.words.activity
    if (agent === undefined) return someone
    if (agent === this.webId) return you
    if (this.mediator && agent.startsWith(this.mediator.replace(/#.*/, ''))) return agentCheck
    const grant = valueOf(this.grants)?.find((each) => each.firm === agent)
    return grant ? firmName(grant) : hostOf(agent)
  }
}

customElements.define('activity-page', ActivityPage)
