// Where the provider library does otherwise than we need, and has no setting for it.
import type { Provider } from 'oidc-provider'
import { Problem, sendProblem } from '../../../http/problem.ts'
import { isSecret } from '../secrets.ts'
import { solidIdToken } from './id-token.ts'
import type { Keys } from '../keys/key-times.ts'
import { newTokenName } from './refresh-tokens.ts'

/** Addresses come from the issuer, never from the Host header or the request line. */
export function pinAddress(provider: Provider, issuer: string) {
  const { host, protocol } = new URL(issuer)
  Object.defineProperties(provider.request, {
    host: { get: () => host },
    protocol: { get: () => protocol.slice(0, -1) },
    href: { get: () => issuer },
  })
}

/** What is kept of a client's secret is a digest. */
export function compareDigests(provider: Provider) {
  provider.Client.prototype.compareClientSecret = function (secret: string) {
    return Promise.resolve(isSecret(this.clientSecret ?? '', secret))
  }
}

/** ID tokens get the audience and the key binding of Solid-OIDC. */
export function describeForSolid(provider: Provider, keys: Keys) {
  const { issue } = provider.IdToken.prototype
  provider.IdToken.prototype.issue = async function (context) {
    const token = await issue.call(this, context)
    if (context.use !== 'idtoken') return token
    return solidIdToken(token, this.ctx.oidc.entities.AccessToken?.jkt, keys)
  }
}

/** Refresh tokens have the names of `refresh-tokens.ts`. */
export function nameRefreshTokens(provider: Provider, keys: Keys) {
  Object.defineProperty(provider.RefreshToken.prototype, 'generateTokenId', {
    value(this: { readonly grantId: string }) {
      return newTokenName(this.grantId, keys)
    },
  })
}

/** Signing out ends our record of the sign-in too, in one commit with the library's. */
export function signOutThrough(
  provider: Provider,
  leave: (webId: string, id: string) => Promise<void>,
) {
  const { destroy } = provider.Session.prototype
  provider.Session.prototype.destroy = async function () {
    if (this.accountId !== undefined) await leave(this.accountId, this.uid)
    await destroy.call(this)
  }
}

/** The library leaves what it does not know to Koa, which would answer with bare words. */
export function answerUnknownPaths(provider: Provider) {
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.status !== 404 || ctx.body !== undefined) return
    ctx.respond = false
    sendProblem(ctx.res, new Problem('not-found', `There is nothing for ${ctx.method} here`))
  })
}
