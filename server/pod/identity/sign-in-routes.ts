// All that people do to come in, in one router: signing in, signing up, recovering, adding passkeys.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { visitorOf } from './account/visitor.ts'
import type { AccountsWorld } from './accounts/accounts.ts'
import { interactionRoutes } from './interactions/interactions.ts'
import type { InteractionsWorld } from './interactions/interactions.ts'
import { linkRoutes } from './operator/link-routes.ts'
import type { CheckOperator } from './operator/operator.ts'
import { Refusal } from './pages/refusal.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { recoveryRoutes } from './recovery/routes.ts'
import type { SignUpPolicy } from './sign-up/applicant.ts'
import type { SignedIn } from './sign-ins/signed-in.ts'
import { signUpRoutes } from './sign-up/routes.ts'

export interface SignInWorld extends AccountsWorld, Omit<InteractionsWorld, 'canSignUp'> {
  readonly signUp: SignUpPolicy
  readonly checkOperator: CheckOperator
}

export function signInRoutes(world: SignInWorld): Router {
  const { provider, now } = world
  return Router()
    .use(interactionRoutes({ ...world, canSignUp: world.signUp === 'open' }))
    .use(passkeyRoutes({ ...world, whoIsSure }))
    .use(recoveryRoutes(world))
    .use(signUpRoutes(world))
    .use(linkRoutes(world))

  async function whoIsSure(req: Request, res: Response): Promise<SignedIn> {
    const visitor = await visitorOf({ sessionOf: provider.sessionOf, now }, req, res)
    if (!visitor) throw new Refusal('forbidden', 'signInFirst')
    if (!visitor.isRecent) throw new Refusal('forbidden', 'proveAgain')
    return visitor
  }
}
