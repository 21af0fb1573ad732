// Sets up situations of the access tables at a server, and asks in them, as the official harness would.
import { randomUUID } from 'node:crypto'
import { linked } from '../../client/sdk/links.ts'
import { acl } from '../../vocab/generated/acl.ts'
import { foaf } from '../../vocab/generated/foaf.ts'
import { schema } from '../../vocab/generated/schema.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { mayChange } from './access-situations.ts'
import type { Asker, Kind, Method, Situation } from './access-table.ts'
import type { Harness } from './harness.ts'
import type { Asked } from './harness-client.ts'

export interface AccessStage {
  /** The URL of the resource that a situation is about: a new one, unless asking must leave it as it is. */
  arrange(situation: Situation): Promise<string>
  /** The status of the answer. */
  act(situation: Situation, asker: Asker, url: string): Promise<number>
}

export function openAccessStage(harness: Harness): AccessStage {
  const { alice, bob, anonymously } = harness
  const askers = { alice: alice.ask, bob: bob.ask, nobody: anonymously }
  const urls = new Map<string, Promise<string>>()
  return { arrange, act }

  /** Situations that must leave a resource as it is share it: whatever changes it shows in the next answer. */
  function arrange(situation: Situation) {
    if (mayChange(situation)) return makeResource(situation)
    return shared(`${situation.kind} in ${rulesOf(situation)}`, () => makeResource(situation))
  }

  function shared(key: string, make: () => Promise<string>): Promise<string> {
    const url = urls.get(key) ?? make()
    urls.set(key, url)
    return url
  }

  async function makeResource(situation: Situation) {
    const container = await shared(rulesOf(situation), () => makeContainer(situation))
    const url = container + randomUUID() + endings[situation.kind]
    if (situation.kind === 'fictive') return url
    const aclUrl = await put(url, contents[situation.kind])
    if (situation.via === 'own') {
      const rules = [{ on: 'accessTo', modes: situation.onResource }] as const
      await put(aclUrl, turtle(aclText(harness, url, situation, rules)))
    }
    return situation.kind === 'ACL' ? aclUrl : url
  }

  async function makeContainer(situation: Situation): Promise<string> {
    const url = `${alice.storage}${randomUUID()}/`
    const aclUrl = await put(url, turtle(''))
    const inherited = situation.via === 'default' ? situation.onResource : ''
    const rules = [
      { on: 'accessTo', modes: situation.onContainer },
      { on: 'default', modes: inherited },
    ] as const
    await put(aclUrl, turtle(aclText(harness, url, situation, rules)))
    return url
  }

  /** The URL of the ACL, as the answer links to it. */
  async function put(url: string, content: Asked): Promise<string> {
    const response = await alice.ask('PUT', url, content)
    const text = await response.text()
    if (!response.ok) throw new Error(`PUT ${url}: ${response.status} ${text}`)
    return linked(response, url, 'acl')[0] ?? ''
  }

  async function act({ kind, method }: Situation, asker: Asker, url: string) {
    const [verb = ''] = method.split(' ')
    const response = await askers[asker](verb, url, requestFor(harness, kind, method))
    // Read, so that the connection can be used again.
    await response.arrayBuffer()
    return response.status
  }
}

/** What decides about access in a situation, as a key. */
function rulesOf({ grantee, via, onResource, onContainer }: Situation): string {
  return [grantee, via, onResource, onContainer].join(' ')
}

interface Rules {
  readonly on: 'accessTo' | 'default'
  readonly modes: string
}

/** Everything for the owner, and some rules for the grantee, on blank nodes. */
function aclText(
  { alice, bob }: Harness,
  url: string,
  { grantee }: Pick<Situation, 'grantee'>,
  rules: readonly Rules[],
): string {
  const subjects = {
    owner: `acl:agent <${alice.webId}>`,
    bob: `acl:agent <${bob.webId}>`,
    authenticated: 'acl:agentClass acl:AuthenticatedAgent',
    public: `acl:agentClass <${foaf.Agent}>`,
  }
  const both = url.endsWith('/')
    ? `acl:accessTo <${url}> ; acl:default <${url}>`
    : `acl:accessTo <${url}>`
  const owner = `[] a acl:Authorization ; ${both} ; ${subjects.owner} ; acl:mode ${modeList('RWC')} .`
  const others = rules
    .filter(({ modes }) => modes !== '')
    .map(
      ({ on, modes }) =>
        `[] a acl:Authorization ; acl:${on} <${url}> ; ${subjects[grantee]} ; acl:mode ${modeList(modes)} .`,
    )
  return [`@prefix acl: <${acl['']}> .`, owner, ...others].join('\n')
}

const modeNames = new Map([
  ['R', 'acl:Read'],
  ['A', 'acl:Append'],
  ['W', 'acl:Write'],
  ['C', 'acl:Control'],
])

function modeList(letters: string): string {
  return letters
    .split('')
    .map((letter) => modeNames.get(letter))
    .join(', ')
}

const triple = `<#it> <${schema.name}> "here" .`
const endings = {
  Turtle: '.ttl',
  'JSON-LD': '.jsonld',
  text: '.txt',
  container: '/',
  fictive: '.txt',
  ACL: '.ttl',
}
const contents = {
  Turtle: turtle(triple),
  'JSON-LD': typed('application/ld+json', JSON.stringify({ '@id': '#it', [schema.name]: 'here' })),
  text: typed('text/plain', 'here'),
  container: turtle(triple),
  ACL: turtle(triple),
}

function requestFor(harness: Harness, kind: Kind, method: Method): Asked {
  if (method === 'PATCH insert')
    return typed('application/sparql-update', `INSERT DATA { <#it> <${schema.name}> "more" }`)
  if (method === 'PATCH delete') {
    const patch = `[] a solid:InsertDeletePatch ; solid:deletes { ${triple} } .`
    return typed('text/n3', `@prefix solid: <${solid['']}> . ${patch}`)
  }
  if (method === 'POST') return turtle(triple)
  if (method !== 'PUT') return {}
  // An ACL that leaves the resource to its owner; what it is about does not matter here.
  if (kind === 'ACL')
    return turtle(aclText(harness, harness.alice.storage, { grantee: 'owner' }, []))
  return kind === 'fictive' ? contents.text : contents[kind]
}

function turtle(body: string): Asked {
  return typed('text/turtle', body)
}

function typed(type: string, body: string): Asked {
  return { headers: { 'content-type': type }, body }
}
