// Runs queries with the engine that is installed in a folder: takes jobs and gives answers as lines of JSON.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A line that comes in. */
export interface Job {
  readonly kind: 'select' | 'ask' | 'update'
  readonly sparql: string
  /** The URLs of documents; an update changes the only one. */
  readonly documents: readonly string[]
  readonly credentials?: Credentials
}

/** A line that goes out: the text of every variable in each row, yes or no, or what went wrong. */
export interface Outcome {
  readonly rows?: readonly Readonly<Record<string, string>>[]
  readonly isTrue?: boolean
  readonly error?: string
}

interface Credentials {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

interface Bindings {
  [Symbol.iterator](): IterableIterator<[{ readonly value: string }, { readonly value: string }]>
}

interface Engine {
  queryBindings(
    sparql: string,
    context: object,
  ): Promise<{ toArray(): Promise<readonly Bindings[]> }>
  queryBoolean(sparql: string, context: object): Promise<boolean>
  queryVoid(sparql: string, context: object): Promise<void>
  invalidateHttpCache(): Promise<void>
}

interface Session {
  login(options: { oidcIssuer: string; clientId: string; clientSecret: string }): Promise<void>
  logout(): Promise<void>
}

const require = createRequire(join(process.argv[2] ?? '', 'package.json'))
const { QueryEngine } = require('@comunica/query-sparql-solid') as {
  readonly QueryEngine: new () => Engine
}
const authentication = require('@inrupt/solid-client-authn-node') as {
  readonly Session: new () => Session
}
const engine = new QueryEngine()

for await (const line of createInterface({ input: process.stdin })) {
  const outcome = await run(JSON.parse(line) as Job).catch((error: unknown) => ({
    error: String(error),
  }))
  process.stdout.write(`${JSON.stringify(outcome)}\n`)
}

async function run({ kind, sparql, documents, credentials }: Job): Promise<Outcome> {
  // It remembers documents; each job wants to know what they say now.
  await engine.invalidateHttpCache()
  const session = credentials && (await signIn(credentials))
  const context = {
    sources: documents,
    ...(kind === 'update' && { destination: documents[0] }),
    ...(session && { '@comunica/actor-http-inrupt-solid-client-authn:session': session }),
  }
  try {
    if (kind === 'ask') return { isTrue: await engine.queryBoolean(sparql, context) }
    if (kind === 'select') return { rows: await rowsOf(sparql, context) }
    await engine.queryVoid(sparql, context)
    return {}
  } finally {
    await session?.logout()
  }
}

async function signIn({ issuer, clientId, clientSecret }: Credentials): Promise<Session> {
  const session = new authentication.Session()
  await session.login({ oidcIssuer: issuer, clientId, clientSecret })
  return session
}

async function rowsOf(sparql: string, context: object) {
  const stream = await engine.queryBindings(sparql, context)
  const rows = await stream.toArray()
  return rows.map((row) =>
    Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])),
  )
}
