// The account API: POST /.account makes an account, for whoever has the operator's token.
import { Router } from 'express'
import { readJson } from '../../../http/bodies.ts'
import { Problem } from '../../../http/problem.ts'
import type { Account, NewAccount } from '../accounts/accounts.ts'
import { operatorCheck } from './operator.ts'

export interface AccountRoutesWorld {
  readonly operatorToken: string
  createAccount(account: NewAccount): Promise<Account>
}

export function accountRoutes({ operatorToken, createAccount }: AccountRoutesWorld): Router {
  const checkOperator = operatorCheck(operatorToken, 'accounts')
  const router = Router()
  router.post('/.account', async (req, res) => {
    checkOperator(req)
    const account = await createAccount(newAccountOf(await readJson(req)))
    res.status(201).set({ 'Cache-Control': 'no-store', Location: account.webId }).json(account)
  })
  router.all('/.account', (req) => {
    throw new Problem('method-not-allowed', `${req.method} is not possible here: use POST`, {
      headers: { Allow: 'POST' },
    })
  })
  return router
}

function newAccountOf(body: Record<string, unknown>): NewAccount {
  const name = textIn(body, 'name')
  if (name === undefined) throw new Problem('unprocessable', 'name: required')
  return { name, password: textIn(body, 'password'), displayName: textIn(body, 'displayName') }
}

function textIn(body: Record<string, unknown>, field: string): string | undefined {
  const value = Object.hasOwn(body, field) ? body[field] : undefined
  if (value === undefined || typeof value === 'string') return value
  throw new Problem('unprocessable', `${field}: must be a string`)
}
