// Addresses inside the app: the part of the URL behind the # sign, read and written. Pure.

export type Tab = 'asked' | 'active' | 'ended'

export type Route =
  | { readonly page: 'sharing'; readonly tab: Tab | undefined }
  | { readonly page: 'request'; readonly id: string }
  | { readonly page: 'granted'; readonly id: string }
  | { readonly page: 'data' }
  | { readonly page: 'month'; readonly url: string }
  | { readonly page: 'activity'; readonly grant: string | undefined }
  | { readonly page: 'you' }

/** The route of a hash such as '#/data'; home for anything unknown. */
export function readRoute(hash: string): Route {
  const [page = '', rest = ''] = hash.replace(/^#\/?/, '').split('/', 2)
  const argument = decode(rest)
  if (page === 'asked' || page === 'active' || page === 'ended')
    return { page: 'sharing', tab: page }
  if (page === 'request' && argument) return { page: 'request', id: argument }
  if (page === 'granted' && argument) return { page: 'granted', id: argument }
  if (page === 'requests') return { page: 'sharing', tab: 'asked' }
  if (page === 'data') return argument ? { page: 'month', url: argument } : { page: 'data' }
  if (page === 'activity') return { page: 'activity', grant: argument || undefined }
  if (page === 'you') return { page: 'you' }
  return { page: 'sharing', tab: undefined }
}

/** The hash of a route; `readRoute` of it gives the route again. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'sharing':
      return `#/${route.tab ?? ''}`
    case 'request':
    case 'granted':
      return `#/${route.page}/${encodeURIComponent(route.id)}`
    case 'month':
      return `#/data/${encodeURIComponent(route.url)}`
    case 'activity':
      return `#/activity${route.grant ? `/${encodeURIComponent(route.grant)}` : ''}`
    default:
      return `#/${route.page}`
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return '' // A broken escape names nothing: the page without its argument.
  }
}
