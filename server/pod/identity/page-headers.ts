// The headers of the sign-in's pages: nothing may be added to them, and nothing may hold them. Pure.

/**
 * Headers for a page. Browsers check form-action along redirects too, so the addresses that a form
 * may lead to in the end must be named.
 */
export function pageHeaders(formTargets: readonly string[] = []): Record<string, string> {
  const targets = ["'self'", ...formTargets.flatMap(sourceOf)].join(' ')
  return {
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
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
