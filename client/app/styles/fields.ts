// What people fill in, and tables.
import { css } from 'lit'

export const fields = css`
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

export const tables = css`
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
