// The servers that are compared, as the works see them.
import type { Bearer } from '../load/requests.ts'

export type PeerName = 'freehold' | 'css' | 'jss' | 'floor'

export interface Peer {
  readonly name: PeerName
  /** 'Community Solid Server 7.2.0, file backend' */
  readonly title: string
  /** 'http://localhost:41234', without a slash at the end. */
  readonly baseUrl: string
  readonly pid: number
  /** From its start to its first answer, in milliseconds. */
  readonly startMs: number
  /** Where anybody may read and write; ends in a slash. */
  readonly open: string
  /** Where only `bearer` may read; ends in a slash. */
  readonly own: string
  /** Somebody signed in whose token stays valid for the run; renewed by calling it again. */
  readonly bearer: () => Promise<Bearer>
  /** Headers for whoever prepares things in `own`, for one request. */
  readonly ownerHeaders: (method: string, url: string) => Promise<Readonly<Record<string, string>>>
  stop(): Promise<void>
}

/** Writes a resource before the load. @throws Error with what the server said when it refuses */
export async function prepare(
  peer: Peer,
  url: string,
  { type, body, headers = {} }: { type: string; body: string; headers?: Record<string, string> },
): Promise<void> {
  const answer = await fetch(url, {
    method: 'PUT',
    headers: { 'Content-Type': type, ...headers, ...(await peer.ownerHeaders('PUT', url)) },
    body,
  })
  const said = await answer.text()
  if (!answer.ok) throw new Error(`${peer.name} answered ${answer.status} to PUT ${url}: ${said}`)
}
