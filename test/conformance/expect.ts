// What rows demand of an answer; each says in its error what was asked and what came back.
import assert from 'node:assert/strict'
import { linked } from '../../client/sdk/links.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import type { Graph } from '../../shapes/graph.ts'
import type { RawResponse } from './raw.ts'

/** @param what The request in words, 'DELETE of the root' */
export async function hasStatus(
  response: Response | RawResponse,
  expected: number | readonly number[],
  what: string,
): Promise<void> {
  const wanted = [expected].flat()
  if (wanted.includes(response.status)) return
  const said = response instanceof Response ? await response.text() : response.body
  assert.fail(`${what} answers ${response.status}, not ${wanted.join(' or ')}: ${excerpt(said)}`)
}

export async function isSuccess(response: Response, what: string): Promise<void> {
  if (!response.ok) assert.fail(`${what} answers ${response.status}: ${await excerptOf(response)}`)
}

/** The values of a list header, in lower case; [] when it is absent. */
export function listOf(response: Response, header: string): string[] {
  const text = response.headers.get(header) ?? ''
  return text.split(',').flatMap((each) => each.trim().toLowerCase() || [])
}

/** Fails unless a list header contains each value, whatever the case. */
export function lists(response: Response, header: string, values: readonly string[]): void {
  const present = listOf(response, header)
  const missing = values.filter((value) => !present.includes(value.toLowerCase()))
  assert.deepEqual(missing, [], `${header} of ${response.url} is "${present.join(', ')}"`)
}

/** The only target of a relation. @throws AssertionError when there are none or several */
export function onlyLink(response: Response, url: string, relation: string): string {
  const targets = linked(response, url, relation)
  assert.equal(targets.length, 1, `${url} has ${targets.length} links with rel ${relation}`)
  return targets[0]!
}

/** The graph of a Turtle answer, which it must be. */
export async function graphOf(response: Response, url = response.url): Promise<Graph> {
  await isSuccess(response, `GET ${url}`)
  assert.match(response.headers.get('content-type') ?? '', /^text\/turtle\b/)
  return parseTurtle(await response.text(), url)
}

async function excerptOf(response: Response): Promise<string> {
  return excerpt(await response.text())
}

function excerpt(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 200)
}
