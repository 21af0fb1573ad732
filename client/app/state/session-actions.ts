// Signing in and out, and the person's own settings.
import { readRoute } from '../router.ts'
import { pickLanguage } from '../words/languages.ts'
import type { Language } from '../words/languages.ts'
import type { Session } from './api.ts'
import { emptyModel } from './model.ts'
import { during, report, tell } from './world.ts'
import type { World } from './world.ts'

const languageKey = 'freehold.language'
const signedOutKey = 'freehold.signed-out'

export interface SessionActions {
  /** Continues an earlier visit, or the return from the provider, where the person was. */
  restore(): Promise<void>
  /** Leaves for the provider; comes back to the same page. */
  signIn(issuer: string): Promise<void>
  signOut(): Promise<void>
  speak(language: Language): void
  /** Lets the mediator of this server receive requests for the person. */
  connect(): Promise<void>
}

export function sessionActions(world: World): SessionActions {
  const { api, model, memory } = world
  return { restore, signIn, signOut, speak, connect }

  async function restore() {
    try {
      const session = await api.restoreSession()
      await open(session)
    } catch (error) {
      model.change({ account: { state: 'ready', value: undefined } })
      report(world, error)
    }
  }

  async function open(session: Session | undefined) {
    const value = session && { session, profile: await api.readProfile(session) }
    model.change({ account: { state: 'ready', value } })
    model.change({ route: readRoute(world.hash()) })
    if (!value) tellSignedOut()
  }

  async function signIn(issuer: string) {
    model.change({ busy: { action: 'sign-in', subject: issuer }, notice: undefined })
    try {
      await api.startLogin(issuer)
    } catch (error) {
      model.change({ busy: undefined })
      report(world, error)
    }
  }

  async function signOut() {
    const { language } = model.value
    try {
      memory.setItem(signedOutKey, 'yes')
      if (await api.logout()) return
      const signedOut = { state: 'ready', value: undefined } as const
      model.change({
        ...emptyModel(language, { page: 'sharing', tab: undefined }),
        account: signedOut,
      })
      world.navigate('#/')
      tellSignedOut()
    } catch (error) {
      report(world, error)
    }
  }

  /** Said once, on the page that the person comes back to. */
  function tellSignedOut() {
    if (memory.getItem(signedOutKey) !== 'yes') return
    memory.setItem(signedOutKey, '')
    tell(world, (words) => words.you.signedOut)
  }

  function speak(language: Language) {
    memory.setItem(languageKey, language)
    model.change({ language })
  }

  async function connect() {
    const agent = `${world.home}.mediator/#it`
    await during(world, { action: 'connect', subject: agent }, async ({ session }) => {
      await api.setMediator(session, agent)
      const profile = await api.readProfile(session)
      model.change({ account: { state: 'ready', value: { session, profile } } })
      tell(world, (words) => words.you.connected)
    })
  }
}

/** The language that was chosen here before, else the browser's. */
export function firstLanguage(
  memory: Pick<Storage, 'getItem'>,
  preferred: readonly string[],
): Language {
  return pickLanguage(memory.getItem(languageKey), preferred)
}
