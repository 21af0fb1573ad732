// The account API: POST /.account makes an account, for whoever has the operator's token.
import { Router } from 'express'
import type { Request } from 'express'
import { readJson } from '../../http/bodies.ts'
import { Problem } from '../../http/problem.ts'
import type { Account, NewAccount } from './accounts.ts'
import { isSecret, secretDigest } from './credentials.ts'

export interface AccountRoutesWorld {
  readonly operatorToken: string
  createAccount(account: NewAccount): Promise<Account>
}

export function accountRoutes({ operatorToken, createAccount }: AccountRoutesWorld): Router {
  const operatorDigest = secretDigest(operatorToken)
  const router = Router()
  router.post('/.account', async (req, res) => {
    checkOperator(req, operatorDigest)
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

function checkOperator(req: Request, operatorDigest: string) {
  const [scheme, token, ...more] = (req.headers.authorization ?? '').split(' ')
  if (scheme === '' || token === undefined) {
    throw new Problem('credentials-required', 'Send the operator token as Authorization: Bearer', {
      headers: { 'WWW-Authenticate': 'Bearer realm="accounts"' },
    })
  }
  const isRight = more.length === 0 && /^bearer$/i.test(scheme!) && isSecret(operatorDigest, token)
  if (isRight) return
  throw new Problem('invalid-token', 'This is not the token of the operator of this server', {
    headers: { 'WWW-Authenticate': 'Bearer realm="accounts", error="invalid_token"' },
  })
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
