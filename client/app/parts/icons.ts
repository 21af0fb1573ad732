// The signs of the app: drawn here, 24 units square, in the colour of the text, silent for readers.
import { html } from 'lit'
import type { TemplateResult } from 'lit'

const paths = {
  sharing:
    'M8 12h8m-3-3 3 3-3 3M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-2M4 8V6a2 2 0 0 1 2-2',
  data: 'M5 20V11m5 9V6m5 14v-7m5 7V4M3 20h19',
  activity:
    'M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  you: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c.6-4 3.8-6 8-6s7.4 2 8 6',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  check: 'M5 12.5l4.5 4.500L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  warning: 'M12 8v5m0 3.500v.1M12 3 2.5 20h19L12 3Z',
  question:
    'M9.3 9a2.8 2.8 0 1 1 4 2.600c-.9.4-1.3 1-1.3 1.900m0 3v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  calendar:
    'M4 9h16M8 3v4m8-4v4M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z',
  bolt: 'M13 2.5 5 13.500h6l-1 8 8-11h-6l1-8Z',
  upload: 'M12 16V4m-5 5 5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3',
  folder: 'M3 7a2 2 0 0 1 2-2h4l2 2.500h8a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7Z',
} as const

export type IconName = keyof typeof paths

/** A sign beside a text that says the same. */
export function icon(name: IconName, size = 22): TemplateResult {
  return html`<svg
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d=${paths[name]} />
  </svg>`
}

/** The mark of Freehold: a plot of land with a gate that its owner opens. */
export function mark(size = 28): TemplateResult {
  return html`<svg
    width=${size}
    height=${size}
    viewBox="0 0 32 32"
    fill="none"
    aria-hidden="true"
    focusable="false"
  >
    <path
      d="M12 27H8a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3h16a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3h-3M12 27l6-5"
      stroke="currentColor"
      stroke-width="3.2"
      stroke-linecap="round"
    />
    <circle cx="16" cy="13.5" r="3.6" fill="currentColor" />
  </svg>`
}
