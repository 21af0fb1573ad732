// Adding a passkey to one's account, for whoever is signed in and has shown lately who she is.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { addressOf } from '../forms/client-address.ts'
import { setCookie } from '../forms/cookies.ts'
import { deviceNameOf } from '../forms/device-name.ts'
import {
  errorsAsPages,
  errorsInWords,
  formsOf,
  longestAnswer,
  scriptPostsOf,
  textIn,
} from '../forms/forms.ts'
import { commitAs } from '../sign-ins/signed-in.ts'
import type { SignedIn } from '../sign-ins/signed-in.ts'
import type { Throttle } from '../throttle.ts'
import { passkeyAddition } from '../accounts/ways-in.ts'
import { newPasskey, optionsToMake } from './ceremony.ts'
import type { CeremonyWorld } from './ceremony.ts'
import { checkRoom, credentialIds, handleFor, newPasskeyWrites } from './passkeys.ts'

export interface PasskeyRoutesWorld extends CeremonyWorld {
  readonly throttle: Throttle
  /**
   * Whoever is signed in at this browser and has shown lately who she is.
   * @throws Problem for everybody else
   */
  readonly whoIsSure: (req: Request, res: Response) => Promise<SignedIn>
}

/** Ends at the account page. */
export function passkeyRoutes(world: PasskeyRoutesWorld): Router {
  const { store, baseUrl, now, throttle, whoIsSure } = world
  const path = '/.account/passkeys'
  const router = Router()
  router.post(`${path}/options`, scriptPostsOf(baseUrl), options, errorsInWords)
  router.post(path, formsOf(baseUrl), add, errorsAsPages)
  return router

  async function options(req: Request, res: Response) {
    await throttle.attempt([['challenges', addressOf(req), 600]])
    const { webId } = await whoIsSure(req, res)
    await checkRoom(store, webId)
    const name = new URL(webId).pathname.split('/')[1]!
    const person = { handle: handleFor(webId), name, displayName: name }
    const known = await credentialIds(store, webId)
    const asked = await optionsToMake(world, subjectOf(webId), person, known)
    res.set('Cache-Control', 'no-store').json(asked)
  }

  async function add(req: Request, res: Response) {
    const who = await whoIsSure(req, res)
    const { webId } = who
    const answer = textIn(req, 'answer', longestAnswer)
    const { made, transports } = await newPasskey(world, subjectOf(webId), answer)
    const name = textIn(req, 'name').trim() || deviceNameOf(req)
    const kept = newPasskeyWrites(webId, made, { name, transports, created: now() })
    await commitAs(store, who, () => passkeyAddition(store, webId, kept))
    setCookie(world, res, 'account-notice', 'passkeys.passkeyAdded')
    res.redirect(303, '/.account/#passkeys')
  }
}

function subjectOf(webId: string): string {
  return `account ${webId}`
}
