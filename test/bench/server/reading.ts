// Works that read: public and private documents, converted ones, containers.
import { rawRequest, signedHeaders } from '../load/requests.ts'
import { copyAnswer } from '../peers/floor.ts'
import { prepare } from '../peers/peer.ts'
import type { Peer } from '../peers/peer.ts'
import { documentText } from './documents.ts'
import type { Work } from './work.ts'

const all = ['freehold', 'css', 'jss', 'floor'] as const
const turtle = 'text/turtle'
const jsonLd = 'application/ld+json'

export const getTurtle: Work = readingOpen('get-turtle', turtle, 'GET public Turtle, 20 triples')
export const getJsonLd: Work = readingOpen('get-jsonld', jsonLd, 'the same as JSON-LD')

export const getAuth: Work = {
  name: 'get-auth',
  title: 'GET with token and a fresh proof each, readable by one',
  peers: all,
  connections: 64,
  repeat: false,
  prepare: (peer, freehold) => prepareDocument(peer, freehold, { folder: 'own', accept: turtle }),
  async requests(peer, count) {
    const url = documentIn(peer, 'own')
    const bearer = await peer.bearer()
    return Array.from({ length: count }, () =>
      rawRequest({
        method: 'GET',
        url,
        headers: { Accept: turtle, ...signedHeaders(bearer, 'GET', url) },
      }),
    )
  },
}

/** A container of so many documents. */
export function listing(members: number): Work {
  const containerOf = (peer: Peer) => `${peer.open}list-${members}/`
  return {
    name: `list-${members}`,
    title: `container of ${members.toLocaleString('en')} documents`,
    peers: ['freehold', 'css'],
    connections: 4,
    repeat: true,
    async prepare(peer) {
      const body = documentText(1)
      const urls = Array.from({ length: members }, (_, index) => `${containerOf(peer)}${index}.ttl`)
      for (let start = 0; start < members; start += 64) {
        await Promise.all(
          urls.slice(start, start + 64).map(async (url) => {
            const headers = { 'Content-Type': turtle }
            const answer = await fetch(url, { method: 'PUT', headers, body })
            if (!answer.ok) throw new Error(`${peer.name}: ${answer.status} to PUT ${url}`)
          }),
        )
      }
    },
    async requests(peer) {
      return [rawRequest({ method: 'GET', url: containerOf(peer), headers: { Accept: turtle } })]
    },
  }
}

function readingOpen(name: string, accept: string, title: string): Work {
  return {
    name,
    title,
    peers: all,
    connections: 64,
    repeat: true,
    prepare: (peer, freehold) => prepareDocument(peer, freehold, { folder: 'open', accept }),
    async requests(peer) {
      return [
        rawRequest({ method: 'GET', url: documentIn(peer, 'open'), headers: { Accept: accept } }),
      ]
    },
  }
}

interface Place {
  readonly folder: 'open' | 'own'
  readonly accept: string
}

function documentIn(peer: Peer, folder: Place['folder']): string {
  return `${peer[folder]}document.ttl`
}

/** The floor answers with what ours does. */
async function prepareDocument(peer: Peer, freehold: Peer, { folder, accept }: Place) {
  const url = documentIn(peer, folder)
  if (peer.name !== 'floor') return prepare(peer, url, { type: turtle, body: documentText(1) })
  const original = documentIn(freehold, folder)
  const headers = { Accept: accept, ...(await freehold.ownerHeaders('GET', original)) }
  await copyAnswer(peer, url, await fetch(original, { headers }))
}
