// The looks that every element has in common: type, links, buttons, cards, fields.
import { css } from 'lit'

const type = css`
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

const buttons = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: 3rem;
    padding: var(--space-2) var(--space-5);
    border: 1.5px solid transparent;
    border-radius: 999px;
    background: var(--accent);
    color: var(--on-accent);
    font: var(--font-label);
    font-size: 1rem;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .button:hover {
    background: var(--accent-strong);
  }
  .button.quiet {
    border-color: var(--edge);
    background: transparent;
    color: var(--ink);
  }
  .button.quiet:hover {
    background: var(--sunken);
  }
  .button.stop {
    border-color: var(--stop);
    background: transparent;
    color: var(--stop);
  }
  .button.stop:hover {
    background: var(--stop-soft);
  }
  .button.wide {
    width: 100%;
  }
  .button[disabled] {
    opacity: 0.55;
    cursor: default;
  }
  .button:focus-visible {
    border-radius: 999px;
  }
  .link {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    min-height: var(--target);
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font: var(--font-label);
    text-decoration: underline;
    text-underline-offset: 0.18em;
    cursor: pointer;
  }
`

const surfaces = css`
  .card {
    padding: var(--space-5) var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--lift);
  }
  @media (min-width: 40rem) {
    .card {
      padding: var(--space-5);
    }
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    padding: 0.125rem 0.625rem;
    border-radius: 999px;
    background: var(--sunken);
    color: var(--ink-soft);
    font: var(--font-small);
    font-weight: 550;
  }
  .tag.good {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .tag.ask {
    background: var(--ask-soft);
    color: var(--ask);
  }
  .tag.stop {
    background: var(--stop-soft);
    color: var(--stop);
  }
  .stack > [role='status']:empty {
    margin-top: calc(-1 * var(--space-4));
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
    gap: var(--space-3) var(--space-4);
  }
  .facts dt {
    color: var(--ink-soft);
    font: var(--font-small);
  }
  .facts dd {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  details > summary {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-height: var(--target);
    color: var(--accent);
    font: var(--font-label);
    cursor: pointer;
    list-style: none;
  }
  details > summary::-webkit-details-marker {
    display: none;
  }
  details > summary::before {
    content: '';
    width: 0.5rem;
    height: 0.5rem;
    margin: 0 0.25rem;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
    transition: transform 0.15s;
  }
  details[open] > summary::before {
    transform: rotate(45deg);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      transition: none !important;
      animation: none !important;
    }
  }
`

const fields = css`
  label {
    font: var(--font-label);
  }
  input[type='text'],
  input[type='url'],
  input[type='date'],
  textarea,
  select {
    width: 100%;
    min-height: 3rem;
    padding: var(--space-2) var(--space-3);
    border: 1.5px solid var(--edge);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--ink);
    font: var(--font-body);
  }
  textarea {
    min-height: 5rem;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--stop);
  }
  .choice {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-height: var(--target);
    padding: var(--space-1) 0;
    font: var(--font-body);
    cursor: pointer;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 1.375rem;
    height: 1.375rem;
    margin: 0;
    accent-color: var(--accent);
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font: var(--font-label);
  }
`

const tables = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-bottom: var(--space-2);
    color: var(--ink-soft);
    font: var(--font-small);
    text-align: start;
  }
  th,
  td {
    padding: var(--space-2) 0;
    border-bottom: 1px solid var(--line);
    text-align: start;
    font-weight: 400;
  }
  thead th {
    color: var(--ink-soft);
    font: var(--font-small);
  }
  .end {
    text-align: end;
  }
`

export const shared = [type, buttons, surfaces, fields, tables]
