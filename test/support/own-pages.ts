// What the script of the server's own pages does, without a browser.
import type { Browser, Landing } from './browser.ts'
import type { Options } from './authenticator.ts'

/** Asks for what an authenticator needs; @throws Error with the server's words when it refuses */
export async function askOptions(
  browser: Browser,
  path: string,
  fields: Record<string, string> = {},
): Promise<Options> {
  const { status, text } = await postJson(browser, path, fields)
  if (status !== 200) throw new Error(`${status}: ${text}`)
  return JSON.parse(text) as Options
}

/** Posts JSON as the script of a page does. */
export function postJson(
  browser: Browser,
  path: string,
  fields: object,
  headers: Record<string, string> = {},
): Promise<Landing> {
  return browser.visit(path, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body: JSON.stringify(fields),
  })
}

/** The eight codes on a page. */
export function codesOn({ text }: Landing): string[] {
  return [...text.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code!)
}
