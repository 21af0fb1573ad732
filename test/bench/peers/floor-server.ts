// The floor: a bare node:http handler that sends the same bytes, checks one signature, or reads,
// parses and flushes what it is sent, and does nothing else. Arguments: port, data folder.
import { createPublicKey, verify } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { open } from 'lmdb'
import { Parser } from 'n3'

interface Kept {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const [port, folder] = process.argv.slice(2)
const db = open<Buffer, string>({ path: folder!, encoding: 'binary' })
const kept = new Map<string, Kept>()
const keys = new Map<string, KeyObject>()

createServer((req, res) => {
  if (req.method === 'GET') get(req, res)
  else void change(req, res)
}).listen(Number(port), 'localhost')

function get(req: IncomingMessage, res: ServerResponse): ServerResponse {
  const proof = req.headers['dpop']
  if (typeof proof === 'string' && !isSigned(proof)) return res.writeHead(401).end()
  const found = kept.get(req.url ?? '')
  if (!found) return res.writeHead(404).end()
  return res.writeHead(200, found.headers).end(found.body)
}

async function change(req: IncomingMessage, res: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  if (req.method === 'POST') return keep(req, res, body)
  if (req.method !== 'DELETE') new Parser({ format: 'text/n3' }).parse(body.toString())
  if (req.method === 'DELETE') await db.remove(req.url!)
  else await db.put(req.url!, body)
  await db.flushed
  res.writeHead(req.method === 'DELETE' ? 204 : 201).end()
}

/** What GET answers from now on, as another server answered it. */
function keep(req: IncomingMessage, res: ServerResponse, body: Buffer) {
  const headers = JSON.parse(String(req.headers['x-headers'])) as Record<string, string>
  kept.set(req.url!, { headers, body })
  res.writeHead(204).end()
}

/** One signature, by a key that is ready after its first use. */
function isSigned(proof: string): boolean {
  const [head, claims, signature] = proof.split('.') as [string, string, string]
  const key = keys.get(head) ?? keyIn(head)
  const data = Buffer.from(`${head}.${claims}`)
  const given = Buffer.from(signature, 'base64url')
  return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, given)
}

function keyIn(head: string): KeyObject {
  const { jwk } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { jwk: JsonWebKey }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  keys.set(head, key)
  return key
}
