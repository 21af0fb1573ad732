// freehold watch: says what changes in a resource or container, as it happens, until it is told to stop.
import { watch as changesOf } from '../../sdk/watch.ts'
import type { ResourceChange } from '../../sdk/watch.ts'
import { address, positional } from '../arguments.ts'
import type { Call, Command } from '../command.ts'
import { signIn } from '../sign-in.ts'
import { printable } from '../table.ts'
import { openSocket } from '../web-socket.ts'

export const watch: Command = {
  name: 'watch',
  positionals: 'URL',
  count: [1, 1],
  summary: 'Say what changes in a resource or folder, one line each, until Ctrl-C',
  signedIn: true,
  options: {},
  run: follow,
}

async function follow(call: Call): Promise<void> {
  const url = address('URL', positional(call, 0))
  const { fetch } = await signIn(call)
  const stop = new AbortController()
  void call.stopped().then(() => stop.abort())
  call.output.note(`Watching ${url}; Ctrl-C ends it`)
  for await (const change of changesOf(fetch, url, { signal: stop.signal, openSocket })) {
    call.output.entry(change, lineOf(change))
  }
}

/** '2026-03-01T12:00:00Z  Add  https://…/a.ttl to https://…/' */
function lineOf({ published, type, resource, target }: ResourceChange): string {
  const where = { Add: ' to ', Remove: ' from ' }[type as string] ?? ''
  const place = target === undefined ? '' : `${where}${target}`
  return printable(`${published}  ${type}  ${resource}${place}`)
}
