// Buttons and links that act.
import { css } from 'lit'

export const buttons = css`
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
