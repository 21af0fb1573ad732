// Cross-origin requests: every web app may ask; who it acts for is for access control to decide.
// Credentials are allowed, since no cookie counts on these resources: common clients send none of their
// requests without. Pages where cookies count must not use this. Source: WHATWG Fetch
import type { IncomingMessage, ServerResponse } from 'node:http'

const exposed = [
  'Accept-Patch, Accept-Post, Accept-Put, Accept-Ranges, Allow, Content-Disposition',
  'Content-Location, Content-Range, DPoP-Nonce, ETag, Last-Modified, Link, Location',
  'Preference-Applied, Retry-After, Updates-Via, Vary, WAC-Allow, WWW-Authenticate, X-Request-Id',
].join(', ')

/** What pages send beside what they ask for by name; no Accept, which is always allowed. */
const usual =
  'Authorization, Content-Type, DPoP, Freehold-Grant, If-Match, If-None-Match, Link, Prefer, Slug'

const methods = 'GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE'

/** Sets the headers that let the page that asks see the answer, whatever the answer will be. */
export function allowOrigin(req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('Vary', 'Accept, Authorization, Origin')
  const { origin } = req.headers
  if (origin === undefined) return
  res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  res.setHeader('Access-Control-Expose-Headers', exposed)
  // Source: WAC, Web Origin Authorization: on authorised answers too, not on preflight alone
  const asked = req.headers['access-control-request-headers']
  res.setHeader('Access-Control-Allow-Headers', asked ?? usual)
}

export function isPreflight(req: IncomingMessage): boolean {
  return req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined
}

/** Answers a preflight, whatever is there and whoever asks. */
export function sendPreflight(res: ServerResponse): void {
  res.setHeader('Access-Control-Allow-Methods', methods)
  res.setHeader('Access-Control-Max-Age', '86400')
  res.writeHead(204).end()
}
