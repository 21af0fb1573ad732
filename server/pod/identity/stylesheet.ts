// How the pages of the sign-in look. Served as a file of its own, so that the pages need no inline style.

export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f3;
  --card: #ffffff;
  --ink: #17211b;
  --soft: #55635a;
  --line: #d5ddd7;
  --main: #1c6b45;
  --main-ink: #ffffff;
  --alert: #8c1d18;
  --alert-ground: #fceeee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101512;
    --card: #19211c;
    --ink: #e8eee9;
    --soft: #a3b1a8;
    --line: #334039;
    --main: #6fcf9c;
    --main-ink: #0b1a12;
    --alert: #ffb4ab;
    --alert-ground: #3a1b19;
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
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.5rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; font-weight: 600; }
dd .host { font-weight: 400; }
.id { font-size: 0.875rem; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; }
li { margin: 0.25rem 0; }
label { display: block; margin: 0 0 0.25rem; font-weight: 600; }
input, button {
  width: 100%;
  min-height: 3rem;
  padding: 0.5rem 0.875rem;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
input { margin: 0 0 1rem; }
button { margin: 0 0 0.625rem; cursor: pointer; font-weight: 600; }
button.main { border-color: var(--main); background: var(--main); color: var(--main-ink); }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
a { color: var(--main); }
`
