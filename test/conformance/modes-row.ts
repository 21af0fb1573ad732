// Rows about the modes that a request needs: Bob has some on the container and some on what is in it.
import assert from 'node:assert/strict'
import { hasStatus, isSuccess } from './expect.ts'
import type { Row } from './row.ts'
import { freshContainer, put, setAcl } from './setting.ts'
import type { Mode, Rule } from './setting.ts'
import type { Target } from './target.ts'
import { contentOf } from './things.ts'

/** Something that Bob does to a resource in a container of Alice's. */
export interface Scene {
  /** 'PUT of something new' */
  readonly what: string
  /** The resource below the container: 'new', '' for the container itself; 'document' is there. */
  readonly path?: string
  /** What Alice makes there before. */
  readonly prepare?: (target: Target, url: string) => Promise<Response>
  readonly act: (target: Target, url: string) => Promise<Response>
}

export interface Expectation {
  /** Bob's modes on everything in the container, there or not, by acl:default. */
  readonly onTarget: readonly Mode[]
  /** Bob's modes on the container itself, by acl:accessTo. */
  readonly onContainer: readonly Mode[]
  readonly status: readonly number[]
}

/** The row that plays a scene under an expectation; what is refused changes nothing. */
export function modesRow(scene: Scene, expectation: Expectation): Row {
  return {
    id: '10.3',
    level: 'M',
    title: titleOf(scene, expectation),
    run: (target) => play(target, scene, expectation),
  }
}

async function play(
  target: Target,
  { what, path = 'document', prepare, act }: Scene,
  expectation: Expectation,
): Promise<void> {
  const container = await freshContainer(target)
  const url = container + path
  await isSuccess(await put(target.alice, `${container}document`, original), 'PUT')
  if (prepare) await isSuccess(await prepare(target, url), 'what Alice prepares')
  await setAcl(target, container, rulesFor(target, expectation))
  const before = await contentOf(target, url)

  const { status } = expectation
  await hasStatus(await act(target, url), status, `${what} by Bob`)
  const isRefused = status.includes(403)
  if (isRefused && path !== '') assert.equal(await contentOf(target, url), before)
}

const original = '<#it> <#is> "here" .'

function rulesFor({ bob }: Target, { onTarget, onContainer }: Expectation): Rule[] {
  const rules: Rule[] = [
    { agent: bob.webId, modes: onContainer, on: 'resource' },
    { agent: bob.webId, modes: onTarget, on: 'members' },
  ]
  return rules.filter(({ modes }) => modes.length > 0)
}

function titleOf({ what }: Scene, { onTarget, onContainer, status }: Expectation): string {
  const who = `${words(onTarget)} on it and ${words(onContainer)} on its container`
  if (status.includes(403)) return `${what} is refused with ${who}`
  return `${what} is allowed with ${who}, answered ${status.join(' or ')}`
}

function words(modes: readonly Mode[]): string {
  return modes.length > 0 ? modes.join(' and ') : 'nothing'
}
