// Cards, tags, facts, and what opens and closes.
import { css } from 'lit'

export const surfaces = css`
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
    border-radius: 0.875rem;
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
