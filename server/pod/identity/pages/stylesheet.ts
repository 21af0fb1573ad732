// How the pages of the sign-in look. Served as a file of its own, so that the pages need no inline style.
import { accountStyle } from './account-style.ts'

export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f5f7f5;
  --card: #ffffff;
  --ink: #16211d;
  --soft: #52605a;
  --line: #dbe2dd;
  --edge: #7a8a82;
  --main: #0d5b4b;
  --main-ink: #ffffff;
  --alert: #9c241c;
  --alert-ground: #fbe8e5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1412;
    --card: #171f1c;
    --ink: #e9efec;
    --soft: #a9b8b1;
    --line: #2c3833;
    --edge: #7d8d86;
    --main: #74cfb5;
    --main-ink: #05231b;
    --alert: #ffa79c;
    --alert-ground: #3d201c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  display: grid;
  place-items: center;
  padding: 1rem;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}
main {
  width: 100%;
  max-width: 26rem;
  padding: 1.75rem 1.5rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 1rem;
}
main.wide { max-width: 44rem; }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 1.25rem 0 0.25rem; font-size: 1rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
.lead { color: var(--soft); }
.note, .host { color: var(--soft); font-size: 0.875rem; }
.alert {
  padding: 0.75rem 1rem;
  border-radius: 0.5rem;
  background: var(--alert-ground);
  color: var(--alert);
}
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.5rem 1rem; margin: 0 0 1rem; }
dt { color: var(--soft); }
dd { grid-column: 2; margin: 0; overflow-wrap: anywhere; font-weight: 600; }
dd .host { font-weight: 400; }
.id { font-size: 0.875rem; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; }
li { margin: 0.25rem 0; }
label { display: block; margin: 0 0 0.25rem; font-weight: 600; }
input, button {
  width: 100%;
  min-height: 3rem;
  padding: 0.5rem 0.875rem;
  border: 1.5px solid var(--edge);
  border-radius: 0.625rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
input { margin: 0 0 1rem; }
button { margin: 0 0 0.625rem; border-radius: 999px; cursor: pointer; font-weight: 600; }
button.main { border-color: var(--main); background: var(--main); color: var(--main-ink); }
button.quiet { border-color: transparent; background: none; color: var(--main); }
.links { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem 1.5rem; }
input:has(+ .fault), input:has(+ .hint) { margin-bottom: 0.25rem; }
input[aria-invalid='true'] { border-color: var(--alert); }
.hint { color: var(--soft); font-size: 0.875rem; }
.fault { margin: 0 0 0.25rem; color: var(--alert); font-size: 0.875rem; font-weight: 600; }
details.else { margin: 1rem 0 0; border-top: 1px solid var(--line); }
details.else summary {
  display: flex;
  align-items: center;
  min-height: 3rem;
  color: var(--main);
  font-weight: 600;
  cursor: pointer;
}
details.else summary::after { content: '+'; margin-left: auto; font-size: 1.25rem; }
details.else[open] summary::after { content: '−'; }
details.else summary::marker { content: ''; }
.codes { display: grid; gap: 0.25rem; margin: 0 0 1rem; padding: 0 0 0 1.5rem; }
.codes code { font: 0.875rem/1.5 ui-monospace, monospace; white-space: nowrap; }
a.button {
  display: grid;
  place-items: center;
  min-height: 3rem;
  padding: 0.5rem 0.875rem;
  border-radius: 999px;
  background: var(--main);
  color: var(--main-ink);
  font-weight: 600;
  text-decoration: none;
}
form:last-child > :last-child, main > :last-child { margin-bottom: 0; }
[hidden] { display: none; }
@media print {
  body { display: block; background: none; color: #000; }
  main { border: 0; }
  .no-print { display: none; }
}
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
a { color: var(--main); }
${accountStyle}`
