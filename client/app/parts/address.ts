// Web addresses in text: broken into lines behind their slashes, not in the middle of a word.
import { html } from 'lit'
import type { TemplateResult } from 'lit'

/** 'https://a.example/b/c' with a possible line break behind each part. */
export function address(iri: string): TemplateResult {
  const parts = iri.split(/(?<=[/#])/)
  return html`${parts.map((part) => html`${part}<wbr />`)}`
}
