// A SPARQL engine made for Solid, unmodified, queries and changes documents of a whole server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ldp } from '../../vocab/generated/ldp.ts'
import { schema } from '../../vocab/generated/schema.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { installPatienceMs } from '../support/install.ts'
import { openQueryEngine } from '../support/query-engine.ts'
import type { QueryEngine } from '../support/query-engine.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

const pattern = `?day <${schema.name}> ?name ; <${schema.value}> ?value .`

function steps(day: string, value: number): string {
  return `<#${day}> <${schema.name}> "${day}" ; <${schema.value}> ${value} .`
}

type Account = Awaited<ReturnType<TestServer['account']>>

describe('the Comunica engine for Solid', () => {
  let server: TestServer
  let alice: Account
  let bob: Account
  let engine: QueryEngine

  beforeAll(async () => {
    server = await startTestServer()
    ;[alice, bob] = await Promise.all([server.account('alice'), server.account('bob')])
    engine = await openQueryEngine()
  }, installPatienceMs)
  afterAll(async () => {
    await engine?.close()
    await server?.close()
  })

  async function put(path: string, body: string, type = 'text/turtle'): Promise<string> {
    const url = alice.storage + path
    const headers = { 'Content-Type': type }
    const { status } = await alice.session.fetch(url, { method: 'PUT', headers, body })
    expect(status).toBe(201)
    return url
  }

  it('queries a public document without signing in', async () => {
    const sparql = `SELECT ?issuer WHERE { <${alice.webId}> <${solid.oidcIssuer}> ?issuer }`

    const { rows } = await engine.run({ kind: 'select', sparql, documents: [alice.webId] })

    expect(rows).toEqual([{ issuer: alice.issuer }])
  })

  it('joins private documents, in Turtle and in JSON-LD, as their owner', async () => {
    const monday = await put('steps/monday', steps('monday', 8000))
    const nodes = { '@id': '#tuesday', [schema.name]: 'tuesday', [schema.value]: 9000 }
    const tuesday = await put('steps/tuesday', JSON.stringify(nodes), 'application/ld+json')
    const sparql = `SELECT ?name ?value WHERE { ${pattern} } ORDER BY ?name`

    const documents = [monday, tuesday]
    const { rows } = await engine.run({ kind: 'select', sparql, documents, credentials: alice })

    expect(rows).toEqual([
      { name: 'monday', value: '8000' },
      { name: 'tuesday', value: '9000' },
    ])
  })

  it('is refused a private document as somebody else, and as nobody', async () => {
    const document = await put('secret/steps', steps('friday', 1))
    const job = {
      kind: 'select',
      sparql: `SELECT * { ${pattern} }`,
      documents: [document],
    } as const

    await expect(engine.run(job)).rejects.toThrow('401')
    await expect(engine.run({ ...job, credentials: bob })).rejects.toThrow('403')
  })

  it('lists a container', async () => {
    const inside = await put('notes/a.ttl', steps('sunday', 5))
    const container = `${alice.storage}notes/`
    const sparql = `SELECT ?member WHERE { <${container}> <${ldp.contains}> ?member }`

    const documents = [container]
    const { rows } = await engine.run({ kind: 'select', sparql, documents, credentials: alice })

    expect(rows).toEqual([{ member: inside }])
  })

  it('changes a document by update', async () => {
    const document = await put('changing/steps', steps('monday', 8000))
    const sparql = `DELETE { ?day <${schema.value}> ?value } INSERT { ?day <${schema.value}> 8500 } WHERE { ${pattern} }`
    const documents = [document]

    await engine.run({ kind: 'update', sparql, documents, credentials: alice })

    const question = `ASK { <${document}#monday> <${schema.value}> 8500 FILTER NOT EXISTS { ?day <${schema.value}> 8000 } }`
    const ask = { kind: 'ask', sparql: question, documents, credentials: alice } as const
    expect(await engine.run(ask)).toEqual({ isTrue: true })
  })

  it('makes a document by update', async () => {
    const document = `${alice.storage}made/steps`
    const sparql = `INSERT DATA { <${document}#monday> <${schema.value}> 7000 }`

    await engine.run({ kind: 'update', sparql, documents: [document], credentials: alice })

    const answer = await alice.session.fetch(document, { headers: { accept: 'text/turtle' } })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('7000')
  })
})
