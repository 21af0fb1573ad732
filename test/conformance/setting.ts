// What rows start from: containers, documents and access rules of their own, under names that nobody else uses.
import { randomUUID } from 'node:crypto'
import { linked } from '../../client/sdk/links.ts'
import { acl } from '../../vocab/generated/acl.ts'
import { isSuccess } from './expect.ts'
import type { Fetch, Person, Target } from './target.ts'

export const turtle = 'text/turtle'
export const jsonLd = 'application/ld+json'
export const n3 = 'text/n3'
export const sparqlUpdate = 'application/sparql-update'

export interface Sent {
  readonly fetch: Fetch
}
type Headers = Readonly<Record<string, string>>

/** The URL of a new, empty container directly in Alice's storage. */
export async function freshContainer({ alice }: Target): Promise<string> {
  const url = `${alice.storage}${randomUUID()}/`
  await isSuccess(await put(alice, url, '', turtle), `PUT ${url}`)
  return url
}

/** The URL of a new document in a new container of Alice's. */
export async function freshDocument(
  target: Target,
  body = '<#it> <#is> "here" .',
  type = turtle,
): Promise<string> {
  const url = `${await freshContainer(target)}document`
  await isSuccess(await put(target.alice, url, body, type), `PUT ${url}`)
  return url
}

/** Sends a body with exactly this type: fetch adds one of its own to strings. */
export async function put(
  sender: Sent,
  url: string,
  body: string,
  type = turtle,
  headers: Headers = {},
): Promise<Response> {
  return send(sender, 'PUT', url, body, { 'content-type': type, ...headers })
}

export async function post(
  sender: Sent,
  url: string,
  body: string,
  type = turtle,
  headers: Headers = {},
): Promise<Response> {
  return send(sender, 'POST', url, body, { 'content-type': type, ...headers })
}

export async function patch(
  sender: Sent,
  url: string,
  body: string,
  type = n3,
  headers: Headers = {},
): Promise<Response> {
  return send(sender, 'PATCH', url, body, { 'content-type': type, ...headers })
}

/** Sends a body without adding a type: give one among the headers, or none. */
export async function send(
  { fetch }: Sent,
  method: string,
  url: string,
  body: string,
  headers: Headers = {},
): Promise<Response> {
  return fetch(url, { method, headers, body: new TextEncoder().encode(body) })
}

export type Mode = 'Read' | 'Write' | 'Append' | 'Control'

/** One authorization; it needs somebody: an agent, a class, a group, or an origin. */
export interface Rule {
  readonly agent?: string
  readonly agentClass?: string
  readonly agentGroup?: string
  readonly origin?: string
  readonly modes: readonly Mode[]
  /** Which of accessTo and default it has; both unless said. */
  readonly on?: 'resource' | 'members'
  /** More of it in Turtle, such as 'acl:condition <#c>'. */
  readonly more?: string
}

/** The URL of the ACL of a resource, as its owner is told by HEAD. */
export async function aclOf({ alice }: Target, url: string, owner: Person = alice) {
  const response = await owner.fetch(url, { method: 'HEAD' })
  const [target] = linked(response, url, 'acl')
  if (target === undefined) throw new Error(`HEAD ${url} (${response.status}) links to no ACL`)
  return target
}

/** Gives a resource an ACL of its own with these rules, beside everything for Alice. */
export async function setAcl(target: Target, url: string, rules: readonly Rule[]): Promise<void> {
  const aclUrl = await aclOf(target, url)
  const owner: Rule = { agent: target.alice.webId, modes: ['Read', 'Write', 'Control'] }
  const response = await put(target.alice, aclUrl, aclText(url, [owner, ...rules]))
  await isSuccess(response, `PUT ${aclUrl}`)
}

/** The Turtle of an ACL with exactly these rules. */
export function aclText(url: string, rules: readonly Rule[]): string {
  const texts = rules.map((rule, index) => `<#rule-${index}> ${propertiesOf(url, rule)} .`)
  return [`@prefix acl: <${acl['']}> .`, ...texts].join('\n')
}

function propertiesOf(url: string, rule: Rule): string {
  const subject = (['agent', 'agentClass', 'agentGroup', 'origin'] as const).flatMap((name) =>
    rule[name] === undefined ? [] : [`acl:${name} <${rule[name]}>`],
  )
  const modes = rule.modes.map((mode) => `acl:${mode}`).join(', ')
  return [
    'a acl:Authorization',
    ...subject,
    ...(rule.on === 'members' ? [] : [`acl:accessTo <${url}>`]),
    ...(rule.on === 'resource' || !url.endsWith('/') ? [] : [`acl:default <${url}>`]),
    `acl:mode ${modes}`,
    ...(rule.more === undefined ? [] : [rule.more]),
  ].join(' ; ')
}
