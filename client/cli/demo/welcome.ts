// What the demo prints: what to open, who to be, what to try. Pure.
import { table } from '../table.ts'
import { alice, cast, compareco } from './cast.ts'

/** Where things of this demo are. */
export interface Places {
  /** 'http://localhost:3000' */
  readonly baseUrl: string
  /** Where the profiles of the players lie: './data/home'. */
  readonly home: string
  /** The query to try: './data/home/totals.rq'. */
  readonly query: string
}

export function welcome({ baseUrl, home, query }: Places): string {
  const players = cast.map((each) => [`  ${each.name}`, each.password, each.displayName])
  return [
    `Freehold listens on ${baseUrl}, on this machine only.`,
    '',
    `Open ${baseUrl} and sign in at this server as one of:`,
    '',
    table(['  NAME', 'PASSWORD', ''], players),
    '',
    'Or, in another terminal:',
    '',
    `  export FREEHOLD_HOME=${quoted(home)}`,
    `  npm run -s freehold -- requests --as ${alice.name}`,
    `  npm run -s freehold -- query ${quoted(query)} --as ${compareco.name}`,
    `  npm run -s freehold -- log --as bob`,
    '',
    'All data is synthetic. Ctrl-C stops the server; the next start finds everything again.',
  ].join('\n')
}

/** Safe to paste into a shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
