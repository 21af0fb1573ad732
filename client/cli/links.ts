// Asks a running server for links that people use once, as its operator.
import { request } from '../sdk/request.ts'

export interface OneTimeLink {
  readonly link: string
  /** ISO 8601. */
  readonly expires: string
}

/** A link to sign up with, for seven days. @throws RequestError when the server takes no accounts */
export function invitation(baseUrl: string, operatorToken: string): Promise<OneTimeLink> {
  return ask(new URL('/.account/invitations', baseUrl), operatorToken, {})
}

/** A link to get back into an account, for an hour. @throws RequestError when there is no such name */
export function recovery(
  baseUrl: string,
  operatorToken: string,
  name: string,
): Promise<OneTimeLink> {
  return ask(new URL('/.account/recovery', baseUrl), operatorToken, { name })
}

async function ask(url: URL, operatorToken: string, body: object): Promise<OneTimeLink> {
  const response = await request(globalThis.fetch, url.href, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${operatorToken}` },
    body: JSON.stringify(body),
  })
  return (await response.json()) as OneTimeLink
}
