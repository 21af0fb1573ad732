// Works that write: each answer means that the write would survive a power cut.
import { rawRequest } from '../load/requests.ts'
import type { RawRequest } from '../load/requests.ts'
import type { Peer, PeerName } from '../peers/peer.ts'
import { documentText, patchText } from './documents.ts'
import type { Work } from './work.ts'

const all: readonly PeerName[] = ['freehold', 'css', 'jss', 'floor']
const documents = 200

export const putCreate: Work = writing(
  'put-create',
  'PUT, a new document each',
  (peer, number) => ({
    method: 'PUT',
    url: `${peer.open}created/${number}.ttl`,
    headers: { 'Content-Type': 'text/turtle' },
    body: documentText(number),
  }),
)

export const putReplace: Work = writing(
  'put-replace',
  'PUT over 200 documents',
  (peer, number) => ({
    method: 'PUT',
    url: `${peer.open}replaced/${number % documents}.ttl`,
    headers: { 'Content-Type': 'text/turtle' },
    body: documentText(number),
  }),
)

export const patchN3: Work = {
  ...writing('patch-n3', 'PATCH (N3) of 200 documents', (peer, number) => ({
    method: 'PATCH',
    url: `${peer.open}patched/${number % documents}.ttl`,
    headers: { 'Content-Type': 'text/n3' },
    body: patchText(number),
  })),
  async prepare(peer) {
    if (peer.name !== 'floor') await putEach(peer, 'patched', documents)
  },
}

export const remove: Work = {
  ...writing('delete', 'DELETE, one document each', (peer, number) => ({
    method: 'DELETE',
    url: `${peer.open}deleted/${number}.ttl`,
  })),
  async requests(peer, count) {
    const first = next(peer, 'delete', count)
    if (peer.name !== 'floor') await putEach(peer, 'deleted', count, first)
    return Array.from({ length: count }, (_, index) =>
      rawRequest({ method: 'DELETE', url: `${peer.open}deleted/${first + index}.ttl` }),
    )
  },
}

function writing(
  name: string,
  title: string,
  requestOf: (peer: Peer, number: number) => RawRequest,
): Work {
  return {
    name,
    title,
    peers: all,
    connections: 64,
    repeat: false,
    prepare: async () => undefined,
    async requests(peer, count) {
      const first = next(peer, name, count)
      return Array.from({ length: count }, (_, index) => rawRequest(requestOf(peer, first + index)))
    },
  }
}

/** Numbers that were not used before in this work at this peer. */
function next(peer: Peer, work: string, count: number): number {
  const known = used.get(peer) ?? new Map<string, number>()
  const first = known.get(work) ?? 0
  used.set(peer, known.set(work, first + count))
  return first
}

const used = new WeakMap<Peer, Map<string, number>>()

async function putEach(peer: Peer, folder: string, count: number, first = 0): Promise<void> {
  for (let start = first; start < first + count; start += 32) {
    const numbers = Array.from({ length: Math.min(32, first + count - start) }, (_, i) => start + i)
    await Promise.all(numbers.map((number) => put(peer, `${peer.open}${folder}/${number}.ttl`)))
  }
}

async function put(peer: Peer, url: string): Promise<void> {
  const headers = { 'Content-Type': 'text/turtle' }
  const answer = await fetch(url, { method: 'PUT', headers, body: documentText(1) })
  await answer.arrayBuffer()
  // One peer answers a part of parallel writes with 500: asked again until it is there.
  if (answer.status >= 500) return put(peer, url)
  if (!answer.ok) throw new Error(`${peer.name} answered ${answer.status} to PUT ${url}`)
}
