// The looks of the request page.
import { css } from 'lit'

export const requestStyles = css`
  .question {
    color: var(--ink-soft);
    font: var(--font-label);
  }
  .preview {
    padding: var(--space-4);
    border-radius: var(--radius-small);
    background: var(--sunken);
  }
  .preview h3 {
    margin-bottom: var(--space-1);
    font: var(--font-label);
  }
  blockquote {
    margin: var(--space-1) 0 0;
    padding-left: var(--space-3);
    border-left: 3px solid var(--line);
    overflow-wrap: anywhere;
  }
  .answers {
    display: grid;
    gap: var(--space-3);
    margin-top: var(--space-5);
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--lift);
  }
  .buttons {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--space-3);
  }
  .answers > .link {
    justify-self: center;
  }
`
