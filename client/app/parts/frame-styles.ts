// The looks of the frame: one column on a phone, two on a wide screen.
import { css } from 'lit'

export const frameStyles = css`
  :host {
    min-height: 100dvh;
    background: var(--paper);
  }
  .skip {
    position: absolute;
    left: var(--space-4);
    top: -4rem;
    z-index: 3;
    padding: var(--space-3) var(--space-4);
    border: 2px solid var(--accent);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--ink);
    font: var(--font-label);
  }
  .skip:focus {
    top: var(--space-4);
  }
  header {
    max-width: 44rem;
    margin: 0 auto;
    padding: var(--space-3) var(--space-4) 0;
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-height: var(--target);
    color: var(--accent);
    font: var(--font-heading);
    letter-spacing: -0.02em;
    text-decoration: none;
  }
  main {
    max-width: 44rem;
    margin: 0 auto;
    padding: var(--space-3) var(--space-4) calc(var(--space-7) + 4.5rem);
    outline: none;
  }
  nav {
    position: fixed;
    z-index: 2;
    inset: auto 0 0;
    padding-bottom: env(safe-area-inset-bottom);
    border-top: 1px solid var(--line);
    background: var(--surface);
  }
  nav ul {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    max-width: 32rem;
    margin: 0 auto;
  }
  nav a {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 2px;
    min-height: 4rem;
    color: var(--ink-soft);
    font: var(--font-small);
    font-weight: 550;
    text-decoration: none;
  }
  nav a:focus-visible {
    outline-offset: -4px;
    border-radius: var(--radius-small);
  }
  .sign {
    position: relative;
    display: grid;
    place-items: center;
    width: 3.5rem;
    height: 1.875rem;
    border-radius: 999px;
  }
  .sign i {
    position: absolute;
    top: 0;
    right: 0.75rem;
    width: 0.625rem;
    height: 0.625rem;
    border: 2px solid var(--surface);
    border-radius: 50%;
    background: var(--ask);
    box-sizing: content-box;
  }
  nav a[aria-current] {
    color: var(--accent);
  }
  nav a[aria-current] .sign {
    background: var(--accent-soft);
  }

  :host([bare]) header,
  :host([bare]) main {
    max-width: 32rem;
  }

  @media (min-width: 56rem) {
    :host(:not([bare])) {
      display: grid;
      grid-template: auto 1fr / 15rem minmax(0, 44rem);
      justify-content: center;
      gap: 0 var(--space-6);
      padding: var(--space-5) var(--space-5) 0;
    }
    header {
      margin: 0;
      padding: 0 var(--space-3);
    }
    :host([bare]) header {
      margin: 0 auto;
      padding: var(--space-5) var(--space-4) 0;
    }
    nav {
      position: sticky;
      grid-row: 2;
      top: var(--space-5);
      align-self: start;
      padding: var(--space-4) 0 0;
      border: 0;
      background: none;
    }
    nav ul {
      grid-template-columns: 1fr;
      gap: var(--space-1);
    }
    nav a {
      grid-template-columns: auto 1fr;
      justify-items: start;
      align-items: center;
      gap: var(--space-3);
      min-height: 3rem;
      padding: 0 var(--space-3);
      border-radius: 999px;
      font: var(--font-label);
    }
    nav a[aria-current] {
      background: var(--accent-soft);
    }
    .sign {
      width: 1.875rem;
    }
    .sign i {
      right: -0.125rem;
      border-color: var(--paper);
    }
    :host(:not([bare])) main {
      grid-area: 1 / 2 / 3;
      width: 100%;
      margin: 0;
      padding: var(--space-2) 0 var(--space-7);
    }
  }
`
