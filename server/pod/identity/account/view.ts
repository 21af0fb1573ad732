// Everything that the account page shows of an account, read at once.
import type { Store } from '../../../store/store.ts'
import { storageKey } from '../../resources/keys.ts'
import { readOwnDocument } from '../../resources/owner-edit.ts'
import type { OwnerWorld } from '../../resources/owner-edit.ts'
import { readStorage } from '../../resources/records.ts'
import { readUsage } from '../../resources/usage.ts'
import type { Usage } from '../../resources/usage.ts'
import { accountOf } from '../accounts/ways-in.ts'
import { listConsents } from '../sign-ins/consents.ts'
import type { Consent } from '../sign-ins/consents.ts'
import { listCredentials } from '../programs/credentials.ts'
import type { ListedCredentials } from '../programs/credentials.ts'
import { listPasskeys } from '../passkeys/passkeys.ts'
import type { Passkey } from '../passkeys/passkeys.ts'
import { remainingRecoveryCodes } from '../recovery/codes.ts'
import { listSessions } from '../sign-ins/sessions.ts'
import type { SignInSession } from '../sign-ins/sessions.ts'
import { factsIn } from './identity-facts.ts'
import type { IdentityFacts } from './identity-facts.ts'
import type { Visitor } from './visitor.ts'

export interface AccountView {
  readonly visitor: Visitor
  readonly baseUrl: string
  readonly name: string
  readonly passkeys: readonly Passkey[]
  readonly hasPassword: boolean
  readonly codesLeft: number
  readonly sessions: readonly SignInSession[]
  readonly apps: readonly Consent[]
  readonly programs: readonly ListedCredentials[]
  readonly identity: IdentityFacts
  readonly pods: readonly PodView[]
}

export interface PodView extends Usage {
  readonly address: string
}

/** @throws Problem not-found when there is no such account any more */
export async function readView(world: OwnerWorld, visitor: Visitor): Promise<AccountView> {
  const { store, baseUrl } = world
  const { webId } = visitor
  const { record } = await accountOf(store, webId)
  const identity = factsIn(await readOwnDocument(world, webId), webId)
  return {
    visitor,
    baseUrl,
    name: record.name,
    passkeys: await listPasskeys(store, webId),
    hasPassword: record.passwordHash !== undefined,
    codesLeft: await remainingRecoveryCodes(store, webId),
    sessions: await listSessions(store, webId),
    apps: await listConsents(store, webId),
    programs: await listCredentials(store, webId),
    identity,
    pods: await podsOf(world, webId, identity.links.storage),
  }
}

/** Those of the storages that are here, and belong to this person. */
async function podsOf(
  world: OwnerWorld,
  webId: string,
  storages: readonly string[],
): Promise<PodView[]> {
  const { baseUrl, store } = world
  const roots = storages
    .filter((each) => each.startsWith(`${baseUrl}/`))
    .map((each) => each.slice(baseUrl.length))
  const own: PodView[] = []
  for (const root of roots) {
    if ((await ownerOf(store, root)) !== webId) continue
    own.push({ address: baseUrl + root, ...(await readUsage(world, root)) })
  }
  return own
}

async function ownerOf(store: Store, root: string): Promise<string | undefined> {
  const entry = await store.get(storageKey(root))
  return entry && readStorage(entry.value).owner
}
