// Identity: accounts and the OpenID provider of this server, opened and closed as one.
import { Router } from 'express'
import { repeat } from '../../leader.ts'
import type { Lead } from '../../leader.ts'
import type { Bus } from '../../bus.ts'
import type { Log } from '../../log.ts'
import { retryWhenStale } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import type { LocalIssuer } from '../../authentication/issuers.ts'
import { accountPageRoutes } from './account/routes.ts'
import { accountRoutes } from './operator/account-routes.ts'
import { createAccount } from './accounts/accounts.ts'
import type { Account, NewAccount } from './accounts/accounts.ts'
import { sweepExpired } from './provider/records.ts'
import { allow } from './sign-ins/consents.ts'
import type { Credentials } from './programs/credentials.ts'
import { keyRoutes } from './operator/key-routes.ts'
import { publicKeys } from './keys/key-times.ts'
import { openKeyRing } from './keys/keys.ts'
import { sweepOnce } from './one-time.ts'
import { operatorCheck } from './operator/operator.ts'
import { providerRoutes } from './provider/routes.ts'
import { createProvider } from './provider/provider.ts'
import { signInRoutes } from './sign-in-routes.ts'
import type { SignUpPolicy } from './sign-up/applicant.ts'
import { serviceCredentials, serviceEndings } from './programs/service-credentials.ts'
import { sweepSignIns } from './sign-ins/sign-in-sweep.ts'
import { signerOf } from './keys/signer.ts'
import type { Signer } from './keys/signer.ts'
import { createStanding } from './sign-ins/still-holds.ts'
import { createThrottle, sweepAttempts } from './throttle.ts'

export interface IdentityWorld {
  readonly store: Store
  /** Origin of this server, without a trailing slash: 'https://pods.example'. */
  readonly baseUrl: string
  /** Milliseconds. */
  readonly now: () => number
  readonly bus: Bus
  readonly log: Log
  /** For work that only one process may do. */
  readonly lead: Lead
  /** Whoever has it may create accounts. */
  readonly operatorToken: string
  readonly fetch: typeof globalThis.fetch
  /** Client id documents of this server's own apps, by their address. */
  readonly ownApps: ReadonlyMap<string, object>
  /** The agent that new profiles name as their mediator. */
  readonly mediator: string | undefined
  /** How many bytes a pod may hold. */
  readonly quotaBytes: number
  /** Whether the login page says where to find the demo's passwords. */
  readonly demo: boolean
  /** Who may make accounts without the operator. */
  readonly signUp: SignUpPolicy
}

/** As an issuer it is what authentication asks about our own tokens. */
export interface Identity extends LocalIssuer {
  /** /.well-known/openid-configuration, /.oidc/… and /.account */
  readonly router: Router
  /** @throws Problem unprocessable when a value is not possible, conflict when the name is taken */
  createAccount(account: NewAccount): Promise<Account>
  /** Credentials for an agent that this server runs itself; the same at every call. */
  serviceCredentials(webId: string): Promise<Credentials>
  /** Signs with the key that is used at the moment; ask for it each time. */
  signer(): Promise<Signer>
  close(): Promise<void>
}

const hourMs = 3_600_000

export async function openIdentity(world: IdentityWorld): Promise<Identity> {
  const { store, baseUrl, now, log, operatorToken } = world
  const issuer = `${baseUrl}/`
  const keys = await openKeyRing(store, now)
  const throttle = createThrottle(store, now)
  const provider = createProvider({ ...world, issuer, keys })
  const identity: Identity = {
    issuer,
    jwks: async () => publicKeys(await keys.current()),
    stillHolds: createStanding({ store, now, keys }),
    router: Router(),
    createAccount: (account) => createAccount({ ...world, issuer }, account),
    serviceCredentials: (webId) =>
      retryWhenStale(async () => serviceCredentials(world, await keys.current(), webId)),
    signer: async () => signerOf(await keys.current()),
    close,
  }
  const { sessionOf } = provider
  identity.router.use(accountPageRoutes({ ...world, issuer, throttle, sessionOf }))
  identity.router.use(accountRoutes({ operatorToken, createAccount: identity.createAccount }))
  identity.router.use(keyRoutes({ operatorToken, keys, endings: () => serviceEndings(store) }))
  identity.router.use(
    signInRoutes({
      ...world,
      issuer,
      provider,
      throttle,
      checkOperator: operatorCheck(operatorToken, 'accounts'),
      allow: (interaction) => allow(world, interaction),
    }),
  )
  identity.router.use(providerRoutes({ provider, throttle, keys }))

  const sweeping = world.lead('sweep sign-ins', (signal) => repeat(hourMs, signal, sweep))
  return identity

  /** Removes what has expired. Never decides anything: what has expired is not read either. */
  async function sweep(): Promise<void> {
    try {
      const removed = await sweepExpired(store, now())
      await sweepSignIns(world)
      await sweepAttempts(store, now())
      await sweepOnce(world)
      await keys.tend()
      if (removed > 0) log.info({ removed }, 'removed expired sign-ins')
    } catch (error) {
      log.error({ err: error }, 'could not remove expired sign-ins')
    }
  }

  async function close(): Promise<void> {
    await sweeping.close()
  }
}
