// How the account page looks: sections of lists, with what can be done beside each thing.

export const accountStyle = `
.account { display: grid; gap: 0.5rem; }
.account section { padding: 1.5rem 0 1rem; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
.account h2 { margin: 0 0 0.75rem; font-size: 1.25rem; }
.account h3 { margin: 1.25rem 0 0.25rem; font-size: 1rem; }
.account > form { margin-top: 1rem; }
.account section > :last-child { margin-bottom: 0; }
#webid strong { font-size: 0.9375rem; font-weight: 500; }
.account nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0 0 0.5rem; padding: 0; list-style: none; }
.account nav li { margin: 0; }
.account nav a { display: inline-block; padding: 0.375rem 0; }
.account .things { padding: 0; list-style: none; }
.account .things > li {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.5rem 1rem;
  margin: 0;
  padding: 0.75rem 0;
  border-bottom: 1px solid var(--line);
}
.account .things > li:last-child { border-bottom: 0; }
.account .things > li > div { flex: 1 1 14rem; min-width: 0; overflow-wrap: anywhere; }
.account .things .note { display: block; }
.account .things details { margin: 0; }
.account .things details[open] { flex-basis: 100%; }
.account button.small {
  width: auto;
  min-height: 2.75rem;
  margin: 0;
  padding: 0.375rem 1.125rem;
}
dl + p, dl + .warning { margin-top: 1rem; }
.mark {
  display: inline-block;
  padding: 0 0.5rem;
  border: 1px solid var(--edge);
  border-radius: 999px;
  font-size: 0.8125rem;
  font-weight: 400;
}
.done, .warning, .account .once { padding: 0.75rem 1rem; border-radius: 0.5rem; background: var(--ground); }
.done { border-left: 4px solid var(--main); }
.warning { border-left: 4px solid var(--alert); }
.account .once { margin: 0 0 1rem; border: 1px solid var(--edge); }
.account .once dl { grid-template-columns: 1fr; gap: 0 1rem; }
.account .once dd { grid-column: 1; margin-bottom: 0.5rem; }
.account code { font: 0.9375rem/1.6 ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; }
.account details { margin: 0.5rem 0; }
.account summary { padding: 0.5rem 0; color: var(--main); cursor: pointer; font-weight: 600; }
.account details > form { padding: 0.75rem 0 0.5rem; }
.account .note[id] { margin-top: -0.5rem; }
.account p.note:first-child { margin-top: 0; }
.account textarea {
  width: 100%;
  margin: 0 0 1rem;
  padding: 0.5rem 0.875rem;
  border: 1.5px solid var(--edge);
  border-radius: 0.625rem;
  background: var(--card);
  color: inherit;
  font: 0.875rem/1.5 ui-monospace, monospace;
}
a.action {
  display: inline-block;
  min-height: 2.75rem;
  padding: 0.5rem 1.125rem;
  border: 1.5px solid var(--main);
  border-radius: 999px;
  font-weight: 600;
  text-decoration: none;
}
`
