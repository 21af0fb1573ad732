// The keys API: which keys sign, and new ones, for whoever has the operator's token.
import { Router } from 'express'
import { readJson } from '../../../http/bodies.ts'
import { Problem } from '../../../http/problem.ts'
import type { Write } from '../../../store/store.ts'
import type { KeyRing } from '../keys/keys.ts'
import { operatorCheck } from './operator.ts'

export interface KeyRoutesWorld {
  readonly operatorToken: string
  readonly keys: KeyRing
  /** What ends with keys that leaked, beside what they signed. */
  readonly endings: () => Promise<readonly Write[]>
}

/** GET /.account/keys lists them; POST begins a change, with {"now": true} one without any overlap. */
export function keyRoutes({ operatorToken, keys, endings }: KeyRoutesWorld): Router {
  const checkOperator = operatorCheck(operatorToken, 'keys')
  const router = Router()
  router.use('/.account/keys', (req, res, next) => {
    checkOperator(req)
    res.set('Cache-Control', 'no-store')
    next()
  })
  router.get('/.account/keys', async (_req, res) => {
    res.json({ keys: await keys.list() })
  })
  router.post('/.account/keys', async (req, res) => {
    if (isNow(await readJson(req))) await keys.replace(endings)
    else await keys.rotate()
    res.json({ keys: await keys.list() })
  })
  router.all('/.account/keys', (req) => {
    throw new Problem('method-not-allowed', `${req.method} is not possible here: use GET or POST`, {
      headers: { Allow: 'GET, HEAD, POST' },
    })
  })
  return router
}

function isNow(body: Record<string, unknown>): boolean {
  const now = Object.hasOwn(body, 'now') ? body['now'] : false
  if (typeof now === 'boolean') return now
  throw new Problem('unprocessable', 'now: must be true or false, or leave it out')
}
