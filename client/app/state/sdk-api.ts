// The real outside: every call goes through the SDK, with the person's own session.
import { logout, restoreSession, startLogin } from '../../sdk/browser-session.ts'
import { listContainer } from '../../sdk/container.ts'
import { readDocument } from '../../sdk/document.ts'
import { readLog } from '../../sdk/log.ts'
import { readProfile } from '../../sdk/profile.ts'
import {
  grantRequest,
  listGrants,
  listRequests,
  refuseRequest,
  setMediator,
  withdrawGrant,
} from '../../sdk/sharing.ts'
import { typeRegistrations } from '../../sdk/type-index.ts'
import type { Api } from './api.ts'

const clientName = 'Freehold'

/** `home` is where the provider sends the person back to: the root of this server. */
export function sdkApi(home: string): Api {
  return {
    restoreSession: () => restoreSession(),
    startLogin: (issuer) =>
      startLogin({ issuer, redirectUrl: home, clientName, clientId: documentFor(home, issuer) }),
    logout: () => logout(),
    readProfile: ({ fetch, webId }) => readProfile(fetch, webId),
    typeRegistrations: ({ fetch, webId }) => typeRegistrations(fetch, webId),
    listContainer: ({ fetch }, url) => listContainer(fetch, url),
    readDocument: ({ fetch }, url) => readDocument(fetch, url),
    setMediator,
    listRequests,
    listGrants,
    grantRequest,
    refuseRequest,
    withdrawGrant,
    readLog,
    watch: async function* ({ fetch }, url, signal) {
      const { watch } = await import('../../sdk/watch.ts')
      // A state that it never had: so the first hint comes at once, and nothing falls between what was
      // fetched before and the first change that is told.
      yield* watch(fetch, url, { signal, bufferSize: 1, state: 'not looked at yet' })
    },
    // Few visits bring in a file: its readers are fetched when one does.
    importEnergy: async (session, storage, file) => {
      const { importEnergy } = await import('../../sdk/release/energy.ts')
      return importEnergy(session, storage, file)
    },
  }
}

/**
 * The app's client id document, which this server knows anyway. Nobody else could fetch what is on
 * this machine, so providers elsewhere get a registration then.
 */
function documentFor(home: string, issuer: string): string | undefined {
  const isHere = new URL(issuer).origin === new URL(home).origin
  return isHere || home.startsWith('https:') ? `${home}.app/id.jsonld` : undefined
}
