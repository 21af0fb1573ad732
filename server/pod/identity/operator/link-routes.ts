// What the operator's tools ask for, besides accounts: links for one sign-up, and for one recovery.
import { Router } from 'express'
import { readJson } from '../../../http/bodies.ts'
import { Problem } from '../../../http/problem.ts'
import { hasAccount, webIdOf } from '../accounts/accounts.ts'
import { invitationLink, recoveryLink } from './links.ts'
import type { HandedOut, LinksWorld } from './links.ts'
import { isName } from '../accounts/names.ts'
import type { CheckOperator } from './operator.ts'
import type { SignUpPolicy } from '../sign-up/applicant.ts'

export interface LinkRoutesWorld extends LinksWorld {
  readonly checkOperator: CheckOperator
  readonly signUp: SignUpPolicy
}

export function linkRoutes(world: LinkRoutesWorld): Router {
  const router = Router()
  router.post('/.account/invitations', async (req, res) => {
    world.checkOperator(req)
    if (world.signUp === 'closed') {
      throw new Problem('conflict', 'This server runs with --sign-up closed: links would not work')
    }
    res
      .status(201)
      .set('Cache-Control', 'no-store')
      .json(await invitationLink(world))
  })
  router.post('/.account/recovery', async (req, res) => {
    world.checkOperator(req)
    const { name } = await readJson(req)
    res
      .status(201)
      .set('Cache-Control', 'no-store')
      .json(await linkFor(name))
  })
  return router

  async function linkFor(name: unknown): Promise<HandedOut> {
    if (typeof name !== 'string') throw new Problem('unprocessable', 'name: required, a text')
    const webId = webIdOf(world.baseUrl, name)
    if (isName(name) && (await hasAccount(world.store, webId))) return recoveryLink(world, webId)
    throw new Problem('not-found', 'There is no account of this name')
  }
}
