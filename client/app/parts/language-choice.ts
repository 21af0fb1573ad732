// <language-choice>: the languages of the app, each under its own name.
import { css, html } from 'lit'
import { languages, wordsIn } from '../words/languages.ts'
import { AppElement } from './app-element.ts'

/** @fires speak - The person chose a language. */
export class LanguageChoice extends AppElement {
  static override styles = [
    AppElement.styles,
    css`
      .names {
        display: flex;
        gap: var(--space-5);
      }
    `,
  ]

  override render() {
    return html`<fieldset>
      <legend>${this.words.app.language}</legend>
      <div class="names">
        ${languages.map(
          (language) =>
            html`<label class="choice" lang=${language}>
              <input
                type="radio"
                name="language"
                .checked=${language === this.language}
                @change=${() => this.emit('speak', { language })}
              />
              ${wordsIn(language).languageName}
            </label>`,
        )}
      </div>
    </fieldset>`
  }
}

customElements.define('language-choice', LanguageChoice)
