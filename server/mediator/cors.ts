// Lets web apps from anywhere call the mediator: callers prove who they are by tokens, never by
// cookies, so no credentials mode is allowed.
import type { RequestHandler } from 'express'

const exposed = 'Allow, Link, Location, Retry-After, WWW-Authenticate, X-Request-Id'
const allowed = ['Authorization', 'DPoP', 'Content-Type', 'Accept', 'Freehold-Grant'].join(', ')

export const cors: RequestHandler = (req, res, next) => {
  res.vary('Origin')
  const origin = req.get('Origin')
  if (origin !== undefined) {
    res.set('Access-Control-Allow-Origin', origin)
    res.set('Access-Control-Expose-Headers', exposed)
  }
  if (req.method !== 'OPTIONS') return next()
  res.set('Access-Control-Allow-Methods', 'GET, HEAD, POST, OPTIONS')
  res.set('Access-Control-Allow-Headers', allowed)
  res.set('Access-Control-Max-Age', '86400')
  res.status(204).end()
}
