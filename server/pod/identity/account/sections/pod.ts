// The pods of a person on this server: where they are, and how full. Pure.
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import type { AccountView, PodView } from '../view.ts'
import { section } from './parts.ts'
import type { Telling } from './parts.ts'

export function podSection({ pods }: AccountView, telling: Telling): Html {
  const { words } = telling
  const none = html`<p>${words.pod.none}</p>`
  return section(
    telling,
    'pod',
    html`${pods.length === 0 ? none : pods.map((each) => podPart(each, telling))}
      <p><a class="action" href="/">${words.pod.open}</a></p>`,
  )
}

function podPart({ address, used, limit }: PodView, { words, frame }: Telling): Html {
  const { pod } = words
  const size = (bytes: number) => sizeText(bytes, frame.locale)
  return html`<dl>
    <dt>${pod.address}</dt>
    <dd class="id">${address}</dd>
    <dt>${pod.used}</dt>
    <dd>${pod.of(size(used), size(limit))}</dd>
  </dl>`
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** 10737418240 → '10.7 GB': in steps of a thousand, as people's devices count. */
function sizeText(bytes: number, locale: string): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step]!,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step)
}
