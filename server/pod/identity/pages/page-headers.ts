// The headers of our pages: nothing may be added to them, and nothing may hold them. Pure.

export interface PageNeeds {
  /** Addresses that a form of the page may lead to in the end: browsers check redirects too. */
  readonly formTargets?: readonly string[]
  /** Whether the page loads the one script of this server's pages, for passkeys. */
  readonly script?: boolean
}

/** Headers for a page; without a script unless it says that it needs one. */
export function pageHeaders({ formTargets = [], script = false }: PageNeeds = {}): Record<
  string,
  string
> {
  const targets = ["'self'", ...formTargets.flatMap(sourceOf)].join(' ')
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    ...(script ? ["script-src 'self'", "connect-src 'self'"] : []),
    `form-action ${targets}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Frame-Options': 'DENY',
    // A page that opened ours cannot lead it elsewhere between two clicks.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    // With no-referrer, browsers would send forms with "Origin: null".
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  }
}

/** What a Content-Security-Policy calls an address: its origin, or its scheme where it has none. */
function sourceOf(address: string): string[] {
  const url = URL.parse(address)
  if (!url) return []
  return [url.origin === 'null' ? url.protocol : url.origin]
}
