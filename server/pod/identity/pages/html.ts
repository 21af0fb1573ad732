// HTML text without injection: everything put into a template is escaped, except other templates.

export interface Html {
  readonly html: string
}

type Value = string | Html | undefined | readonly Html[]

/** html`<p>${name}</p>` → { html: '<p>Alice &amp; Co</p>' }; undefined leaves nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const texts = parts.map((part, index) => part + textOf(values[index]))
  return { html: texts.join('') }
}

function textOf(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string')
    return value.replaceAll(/[&<>"']/g, (each) => `&#${each.codePointAt(0)};`)
  return 'html' in value ? value.html : value.map((each) => each.html).join('')
}
