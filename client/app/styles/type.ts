// Letters, headings, spaces between things, and where the keyboard is.
import { css } from 'lit'

export const type = css`
  :host {
    display: block;
    color: var(--ink);
    font: var(--font-body);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font: var(--font-title);
    letter-spacing: -0.022em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h1:focus {
    outline: none;
  }
  h2,
  h3 {
    font: var(--font-heading);
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.18em;
  }
  .soft {
    color: var(--ink-soft);
  }
  .small {
    font: var(--font-small);
  }
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .stack {
    display: grid;
    gap: var(--space-4);
  }
  .stack.loose {
    gap: var(--space-5);
  }
  .stack.tight {
    gap: var(--space-2);
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
`
