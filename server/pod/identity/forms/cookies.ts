// The two short-lived cookies of the account page: a sign-in that is under way, and a notice.
import { parse } from 'node:querystring'
import type { Request, Response } from 'express'

export type CookieName = 'account-sign-in' | 'account-notice'

export function setCookie(
  { baseUrl }: { readonly baseUrl: string },
  res: Response,
  name: CookieName,
  value: string,
): void {
  res.cookie(fullName(baseUrl, name), value, { ...attributes(baseUrl), maxAge: lastsMs[name] })
}

/** The value in this browser, which is taken out of it; undefined when there is none. */
export function takeCookie(
  { baseUrl }: { readonly baseUrl: string },
  req: Request,
  res: Response,
  name: CookieName,
): string | undefined {
  const full = fullName(baseUrl, name)
  const value = parse(req.headers.cookie ?? '', '; ')[full]
  if (typeof value !== 'string') return undefined
  res.clearCookie(full, attributes(baseUrl))
  return value
}

const lastsMs: Readonly<Record<CookieName, number>> = {
  'account-sign-in': 60 * 60_000,
  'account-notice': 60_000,
}

function fullName(baseUrl: string, name: CookieName): string {
  return baseUrl.startsWith('https:') ? `__Host-${name}` : name
}

function attributes(baseUrl: string) {
  const secure = baseUrl.startsWith('https:')
  return { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
}
