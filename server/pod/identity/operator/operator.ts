// Who may do what only the operator of a server may: whoever has its token.
import type { IncomingMessage } from 'node:http'
import { Problem } from '../../../http/problem.ts'
import { isSecret, secretDigest } from '../secrets.ts'

export type CheckOperator = (req: Pick<IncomingMessage, 'headers'>) => void

/** What it gives back throws Problem credentials-required or invalid-token for everybody else. */
export function operatorCheck(operatorToken: string, realm: string): CheckOperator {
  const digest = secretDigest(operatorToken)
  const challenge = `Bearer realm="${realm}"`
  return ({ headers }) => {
    const [scheme, token, ...more] = (headers.authorization ?? '').split(' ')
    if (scheme === '' || token === undefined) {
      throw new Problem(
        'credentials-required',
        'Send the operator token as Authorization: Bearer',
        { headers: { 'WWW-Authenticate': challenge } },
      )
    }
    if (more.length === 0 && /^bearer$/i.test(scheme!) && isSecret(digest, token)) return
    throw new Problem('invalid-token', 'This is not the token of the operator of this server', {
      headers: { 'WWW-Authenticate': `${challenge}, error="invalid_token"` },
    })
  }
}
