// What a person does in her browser at a Community Solid Server to let an app in: through the API that its pages use.
import { openBrowser } from './browser.ts'
import type { Browser, Landing } from './browser.ts'

export interface CommunityPerson {
  readonly webId: string
  readonly email: string
  readonly password: string
}

/**
 * Signs in, picks the WebID, and allows what is asked; where the browser ends. That is at once where the
 * server sends it without asking anybody, as with an error.
 */
export async function allowAtCommunityServer(
  baseUrl: string,
  address: string,
  { webId, email, password }: CommunityPerson,
): Promise<string> {
  const browser = openBrowser(baseUrl)
  const begun = await browser.visit(address)
  const isAsked = new URL(begun.url).pathname.startsWith('/.account/')
  if (!isAsked) return begun.url
  await step(browser, '/.account/login/password/', { email, password })
  await step(browser, '/.account/oidc/pick-webid/', { webId })
  return (await step(browser, '/.account/oidc/consent/', { remember: true })).url
}

/** Sends what a page would send, and goes where the answer says, by header or in JSON. */
async function step(browser: Browser, path: string, body: object): Promise<Landing> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const sent = { method: 'POST', headers, body: JSON.stringify(body) }
  const landing = await browser.visit(path, sent)
  if (!/\/json\b/.test(landing.headers.get('content-type') ?? '')) return landing
  const { location } = JSON.parse(landing.text) as { location?: string }
  if (location === undefined) throw new Error(`${path} leads nowhere: ${landing.text}`)
  return browser.visit(location)
}
