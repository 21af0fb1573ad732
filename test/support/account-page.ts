// The account page in a browser without script.
import { openBrowser } from './browser.ts'
import type { Browser, Landing } from './browser.ts'

/** A browser that is signed in at the account page, and the page that it is at. */
export async function openAccount(
  baseUrl: string,
  name: string,
  password = `${name}'s password`,
  fetch = globalThis.fetch,
) {
  const browser = openBrowser(baseUrl, fetch)
  const login = await browser.visit('/.account/')
  const page = await browser.submit(login, '/login', { name, password })
  return { browser, page }
}

/** The part of a page with this id. */
export function sectionOf(page: Landing, id: string): string {
  const found = new RegExp(`<section id="${id}".*?</section>`, 's').exec(page.text)?.[0]
  if (found === undefined) throw new Error(`No section ${id} at ${page.url}: ${page.text}`)
  return found
}

/** The same page with nothing but one of its parts, to send a form of it. */
export function within(page: Landing, id: string): Landing {
  return { ...page, text: sectionOf(page, id) }
}

/** Sends a form of the account page, as it is now. */
export async function send(
  browser: Browser,
  action: string,
  fields: Record<string, string> = {},
): Promise<Landing> {
  return browser.submit(await browser.visit('/.account/'), action, fields)
}
