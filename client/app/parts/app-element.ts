// What every element of the app has in common: words in, events out, one set of looks.
import { LitElement } from 'lit'
import type { CSSResultGroup, PropertyDeclarations } from 'lit'
import type { Language, Words } from '../words/languages.ts'
import { shared } from '../styles/shared.ts'
import type { GrantChoice, GrantSummary, RequestSummary } from '../state/api.ts'

/** The end a person chose, in ms; 'missing' while she wants a day of her own and named none. */
export type EndPick = number | 'asked' | 'missing'

export interface MonthPick {
  /** URLs of documents. */
  readonly ticked: ReadonlySet<string>
  /** Whether documents that arrive later are included. */
  readonly later: boolean
}

/** The events that reach the app's root, by name, with what they carry. */
export interface AppEvents {
  readonly 'sign-in': { readonly issuer: string }
  readonly 'sign-out': undefined
  readonly allow: { readonly request: RequestSummary; readonly choice: GrantChoice }
  readonly refuse: { readonly request: RequestSummary; readonly reason: string | undefined }
  readonly stop: { readonly grant: GrantSummary }
  readonly 'bring-in': { readonly file: File }
  readonly connect: undefined
  /** Inside the request page: what the person ticked. */
  readonly 'pick-months': MonthPick
  /** Inside the activity page. */
  readonly 'pick-days': { readonly days: 7 | 30 }
  /** Inside the request page: until when. */
  readonly 'pick-end': { readonly end: EndPick }
  readonly speak: { readonly language: Language }
  readonly retry: undefined
  readonly dismiss: undefined
}

export class AppElement extends LitElement {
  static override properties: PropertyDeclarations = {
    words: { attribute: false },
    language: { attribute: false },
  }
  static override styles: CSSResultGroup = shared

  declare words: Words
  declare language: Language

  /** Sends an event that crosses shadow roots up to the app. */
  protected emit<K extends keyof AppEvents>(name: K, detail: AppEvents[K]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
}
