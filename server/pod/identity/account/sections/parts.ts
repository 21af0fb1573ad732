// What the sections of the account page are made of. Pure.
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import type { Words } from '../../pages/words/words.ts'
import type { AccountWords } from '../words/words.ts'

export type Section = keyof AccountWords['sections']

/** What is said at the top of a section, once: that something is done, or why it is not. */
export interface Message {
  readonly section: Section
  readonly kind: 'done' | 'fault'
  readonly text: string
}

/** What a section needs beside the account: the words, and what has just happened. */
export interface Telling {
  readonly frame: Words
  readonly words: AccountWords
  readonly message?: Message | undefined
  /** What is shown once in a section, such as a new secret. */
  readonly once?: { readonly section: Section; readonly body: Html } | undefined
  /** What was typed into the forms of the section with the message, to be corrected. */
  readonly typed?: ReadonlyMap<string, string> | undefined
}

export function section({ words, message, once }: Telling, id: Section, body: Html): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${words.sections[id]}</h2>
    ${message?.section === id ? messageBox(message) : undefined}
    ${once?.section === id ? once.body : undefined} ${body}
  </section>`
}

export interface Thing {
  readonly title: string
  readonly mark?: string | undefined
  readonly details: readonly (Html | undefined)[]
  readonly actions?: readonly (Html | undefined)[]
}

/** One of a list: what it is, what is known of it, what can be done with it. */
export function thing({ title, mark, details, actions = [] }: Thing): Html {
  return html`<li>
    <div>
      <strong>${title}</strong>
      ${mark === undefined ? undefined : html`<span class="mark">${mark}</span>`}
      ${details.flatMap((each) => (each ? [html`<span class="note">${each}</span>`] : []))}
    </div>
    ${actions.flatMap((each) => each ?? [])}
  </li>`
}

export function things(items: readonly Html[]): Html {
  return html`<ul class="things" role="list">
    ${items}
  </ul>`
}

/** A button that does one thing to one thing; `what` tells it from others of the same name. */
export function button(
  action: string,
  label: string,
  what: string | undefined,
  fields: Readonly<Record<string, string>> = {},
): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
  const full = what === undefined ? undefined : html`aria-label="${label}: ${what}"`
  return html`<form method="post" action="${action}">
    ${hidden}
    <button class="small" ${full}>${label}</button>
  </form>`
}

/** What is there instead of forms until she shows once more that it is she. */
export function lock({ words }: Telling, id: Section): Html {
  return html`<p>
    <a href="/.account/again?to=${id}" aria-describedby="${id}-title">${words.unlock}</a>
  </p>`
}

/** Forms that are out of the way until they are wanted, or were filled in wrongly. */
export function fold(summary: string, body: Html, isOpen: boolean): Html {
  return html`<details ${isOpen ? html`open` : undefined}>
    <summary>${summary}</summary>
    ${body}
  </details>`
}

/** What is known of a thing: 'Last used: never'. */
export function fact({ words }: Telling, name: string, value: Html): Html {
  return html`${name}${words.colon} ${value}`
}

/** '22 Nov 2026, 03:50 UTC', for whoever reads it and for programs. */
export function moment({ frame }: Telling, milliseconds: number): Html {
  const date = new Date(milliseconds)
  const format = new Intl.DateTimeFormat(frame.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  return html`<time datetime="${date.toISOString()}">${format.format(date)} UTC</time>`
}

function messageBox({ kind, text }: Message): Html {
  return kind === 'done'
    ? html`<p class="done" role="status">${text}</p>`
    : html`<p class="alert" role="alert">${text}</p>`
}
