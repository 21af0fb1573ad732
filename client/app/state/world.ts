// What the actions of the app work with, and the one way they report what happened.
import type { Words } from '../words/languages.ts'
import type { Account, Busy, Load, Model } from './model.ts'
import { valueOf } from './model.ts'
import type { Api } from './api.ts'
import type { Observable } from './observable.ts'
import { problemKind } from './problem-kinds.ts'

export interface World {
  readonly api: Api
  readonly model: Observable<Model>
  readonly now: () => number
  /** Remembers small things between visits, such as the language. */
  readonly memory: Pick<globalThis.Storage, 'getItem' | 'setItem'>
  /** The hash in the address bar now. */
  readonly hash: () => string
  /** Shows another page of the app: '#/data'. */
  readonly navigate: (hash: string) => void
  /** The root of this server, with a trailing slash: it is also the default issuer. */
  readonly home: string
}

type Fields = 'requests' | 'grants' | 'log' | 'folders'
type ValueOf<K extends Fields> = Model[K] extends Load<infer T> ? T : never

/** The signed-in person, or undefined. */
export function accountOf({ model }: World): Account | undefined {
  return valueOf(model.value.account)
}

/** Says a sentence in the live region of the page. */
export function tell({ model }: World, say: (words: Words) => string): void {
  model.change({ notice: { kind: 'done', say } })
}

/** Shows an error; one that says that nobody is signed in also leads back to the sign-in page. */
export function report({ model }: World, error: unknown): void {
  const signedOut = problemKind(error) === 'signedOut'
  model.change({
    notice: { kind: 'problem', error },
    ...(signedOut ? { account: { state: 'ready', value: undefined } } : {}),
  })
}

/** Fills a field; what was there before stays when the new one cannot be had. */
export async function fill<K extends Fields>(
  world: World,
  field: K,
  promise: Promise<ValueOf<K>>,
): Promise<void> {
  const { model } = world
  try {
    const value = await promise
    model.change({ [field]: { state: 'ready', value } })
  } catch (error) {
    if (model.value[field].state === 'ready') report(world, error)
    else model.change({ [field]: { state: 'failed', error } })
  }
}

/** Does one thing with the person told that it goes on; true when it worked. */
export async function during(
  world: World,
  busy: Busy,
  work: (account: Account) => Promise<void>,
): Promise<boolean> {
  const account = accountOf(world)
  if (!account || world.model.value.busy) return false
  world.model.change({ busy, notice: undefined })
  try {
    await work(account)
    return true
  } catch (error) {
    report(world, error)
    return false
  } finally {
    world.model.change({ busy: undefined })
  }
}
