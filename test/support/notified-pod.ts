// A pod whose changes are listened to, with a clock and sign-ins that tests set.
import { aclFor, openPod } from './pod.ts'
import type { Changes, Client, TestPod } from './pod.ts'
import type { Listener, Told } from './listener.ts'

export interface NotifiedPod {
  readonly pod: TestPod
  readonly alice: Client
  /** The time, and whether sign-ins still hold. */
  readonly world: { time: number; holds: boolean }
  url(path: string): string
  /** Alice writes a text. */
  put(path: string, text: string): Promise<Response>
  /** Alice gives a resource rules: hers, and [agent or class, modes]. */
  rules(path: string, ...list: readonly [string, string][]): Promise<Response>
  etag(path: string, client?: Client): Promise<string | null>
  /** The next messages, as 'Create data/x' or 'Add data/x to data/'. */
  heard(listener: Listener, count: number): Promise<string[]>
}

export const start = Date.UTC(2026, 0, 1)

export async function openNotifiedPod(changes: Changes = {}): Promise<NotifiedPod> {
  const world = { time: start, holds: true }
  const usual = { now: () => world.time, stillHolds: async () => world.holds }
  const pod = await openPod({ ...usual, ...changes })
  const alice = pod.as(pod.alice)
  const url = (path: string) => pod.root + path
  return { pod, alice, world, url, put, rules, etag, heard }

  function put(path: string, text: string) {
    return alice('PUT', path, { type: 'text/plain', body: text })
  }

  function rules(path: string, ...list: readonly [string, string][]) {
    const own: [string, string] = [`acl:agent <${pod.alice}>`, 'acl:Read, acl:Write, acl:Control']
    const body = aclFor(url(path), [own, ...list])
    return alice('PUT', `${path}.acl`, { type: 'text/turtle', body })
  }

  async function etag(path: string, client = alice) {
    return (await client('HEAD', path)).headers.get('etag')
  }

  async function heard(listener: Listener, count: number): Promise<string[]> {
    const list: string[] = []
    while (list.length < count) list.push(brief(await listener.next(), pod.root))
    return list
  }
}

function brief({ type, object, target }: Told, root: string): string {
  const short = (iri: unknown) => String(iri).replace(root, '')
  return `${type} ${short(object)}${target === undefined ? '' : ` to ${short(target)}`}`
}
