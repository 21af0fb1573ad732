// Results as tables of Markdown. Pure.
import type { PeerName } from './peers/peer.ts'
import type { Result } from './server/results.ts'
import type { Fact } from './server/standing.ts'
import type { Round } from './server/work.ts'

const columns = [
  'work',
  'server',
  'req/s',
  'µs CPU/req',
  'p50 ms',
  'p99 ms',
  'peak MiB',
  'errors',
  'theirs ÷ ours',
]

/** One row for each work and server. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.flatMap((result) =>
    [...result.byPeer].map(([peer, round]) => rowOf(result, peer, round)),
  )
  return markdown(columns, rows)
}

export function factTable(facts: readonly Fact[]): string {
  const rows = facts.flatMap(({ work, unit, byPeer, ratios }) =>
    [...byPeer].map(([peer, value]) => [
      work,
      peer,
      `${value.toFixed(0)} ${unit}`,
      String(ratios[peer] ?? ''),
    ]),
  )
  return markdown(['work', 'server', 'value', 'theirs ÷ ours'], rows)
}

function rowOf({ work, ratios }: Result, peer: PeerName, round: Round): string[] {
  const { requestsPerSecond, microsecondsPerRequest, p50, p99, peakMemory, errors } = round
  return [
    work,
    peer,
    requestsPerSecond.toFixed(requestsPerSecond < 100 ? 1 : 0),
    microsecondsPerRequest.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    peakMemory.toFixed(0),
    String(errors),
    String(ratios[peer] ?? ''),
  ]
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines.map((row) => `| ${row.join(' | ')} |`).join('\n')
}
