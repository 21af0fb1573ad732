// A browser without script: keeps cookies, follows redirects inside one origin, sends forms.

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

/** Where a visit ended: a page, or the first address outside the origin. */
export interface Landing {
  readonly url: string
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

type Init = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> }

export type Browser = ReturnType<typeof openBrowser>

/** @param fetch Its way to the network. */
export function openBrowser(origin: string, fetch = globalThis.fetch) {
  const cookies = new Map<string, Cookie>()
  return { cookies, visit, submit, copy }

  /** @param headers Replace what a browser would say of itself. */
  async function visit(url: string, { headers, ...init }: Init = {}): Promise<Landing> {
    const target = new URL(url, origin)
    if (target.origin !== origin) {
      return { url: target.href, status: 0, text: '', headers: new Headers() }
    }
    const response = await fetch(target, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: cookieHeader(target.pathname), ...headers },
    })
    keepCookies(response, target.pathname)
    const text = await response.text()
    const location = response.headers.get('location')
    if (location !== null) return visit(new URL(location, target).href)
    return { url: target.href, status: response.status, text, headers: response.headers }
  }

  /** Sends the form of a page whose action ends with `action`; its hidden fields go along. */
  function submit(
    page: Landing,
    action: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Landing> {
    const forms = [...page.text.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)]
    const form = forms.find(([, target]) => target!.endsWith(action))
    if (!form) throw new Error(`The page at ${page.url} has no form for ${action}: ${page.text}`)
    const hidden = [...form[2]!.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    const values = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
    return visit(new URL(form[1]!, page.url).href, {
      method: 'POST',
      headers: { origin, 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams({ ...values, ...fields }),
    })
  }

  /** Another browser with the same cookies. */
  function copy() {
    const other = openBrowser(origin, fetch)
    for (const [key, cookie] of cookies) other.cookies.set(key, cookie)
    return other
  }

  function cookieHeader(path: string): string {
    return [...cookies.values()]
      .filter((cookie) => path.startsWith(cookie.path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  function keepCookies(response: Response, path: string) {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/; */)
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      const ownPath = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? path
      const isGone = attributes.some((each) => /^expires=Thu, 01 Jan 1970/i.test(each))
      if (isGone) cookies.delete(`${name} ${ownPath}`)
      else cookies.set(`${name} ${ownPath}`, { name, value, path: ownPath })
    }
  }
}
