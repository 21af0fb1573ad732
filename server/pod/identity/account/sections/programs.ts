// Programs that sign in as the person: list, make, remove. Pure.
import type { Credentials, ListedCredentials } from '../../programs/credentials.ts'
import { html } from '../../pages/html.ts'
import type { Html } from '../../pages/html.ts'
import type { AccountView } from '../view.ts'
import type { AccountWords } from '../words/words.ts'
import { button, fact, fold, lock, moment, section, thing, things } from './parts.ts'
import type { Telling } from './parts.ts'

export function programsSection({ programs, visitor }: AccountView, telling: Telling): Html {
  const { words } = telling
  const list = programs.map((each) => programThing(each, visitor.isRecent, telling))
  return section(
    telling,
    'programs',
    html`<p>${words.programs.lead}</p>
      ${list.length === 0 ? html`<p>${words.programs.none}</p>` : things(list)}
      ${visitor.isRecent ? addForm(telling) : lock(telling, 'programs')}`,
  )
}

/** Id and secret, on the one page that shows them. */
export function newProgram(
  { clientId, clientSecret }: Credentials,
  { programs }: AccountWords,
): Html {
  return html`<div class="once" role="status">
    <p>${programs.shown}</p>
    <dl>
      <dt>${programs.id}</dt>
      <dd><code>${clientId}</code></dd>
      <dt>${programs.secret}</dt>
      <dd><code>${clientSecret}</code></dd>
    </dl>
  </div>`
}

function programThing(program: ListedCredentials, isOpen: boolean, telling: Telling): Html {
  const { words } = telling
  const { clientId, name, created, lastUsed, expires } = program
  const used = lastUsed === created ? html`${words.never}` : moment(telling, lastUsed)
  const fields = { id: clientId }
  return thing({
    title: name,
    details: [
      fact(telling, words.created, moment(telling, created)),
      fact(telling, words.lastUsed, used),
      expires === undefined
        ? undefined
        : fact(telling, words.programs.ends, moment(telling, expires)),
    ],
    actions: isOpen
      ? [button('/.account/programs/remove#programs', words.remove, name, fields)]
      : [],
  })
}

function addForm({ words, message, typed }: Telling): Html {
  const { add, nameHint, ends, endsHint, make } = words.programs
  const isWrong = message?.section === 'programs' && message.kind === 'fault'
  const value = (name: string) => (isWrong ? (typed?.get(name) ?? '') : '')
  return fold(
    add,
    html`<form method="post" action="/.account/programs#programs">
      <label for="program-name">${words.nameLabel}</label>
      <input
        id="program-name"
        name="name"
        value="${value('name')}"
        maxlength="100"
        required
        aria-describedby="program-hint"
      />
      <p class="note" id="program-hint">${nameHint}</p>
      <label for="program-ends">${ends}</label>
      <input
        id="program-ends"
        name="ends"
        type="date"
        value="${value('ends')}"
        aria-describedby="ends-hint"
      />
      <p class="note" id="ends-hint">${endsHint}</p>
      <button>${make}</button>
    </form>`,
    isWrong,
  )
}
