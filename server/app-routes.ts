// Serves the web app: its files under /.app/, its page at the root.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'
import helmet from 'helmet'
import { appDocument } from './app-document.ts'
import { isLocal } from './config.ts'
import { Problem } from './http/problem.ts'

/** Where the built app lies: beside this file once compiled, below dist/ when run from source. */
const folders = ['../app', '../dist/app'].map((each) =>
  fileURLToPath(new URL(each, import.meta.url)),
)

export function appRoutes(baseUrl: string): Router {
  const router = Router()
  const folder = folders.find((each) => existsSync(`${each}/index.html`))
  router.use(pageHeaders(baseUrl))
  router.get('/.app/id.jsonld', (_req, res) => {
    // Providers' servers fetch it, and so may tools in any page.
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600' })
    res.type('application/ld+json').send(Buffer.from(JSON.stringify(appDocument(baseUrl))))
  })
  if (folder) router.use('/.app', express.static(folder, { index: false, maxAge: '1h' }))
  router.get('/', (_req, res) => {
    if (!folder) throw new Problem('not-found', 'The web app is not built: run `npm run build`')
    res.sendFile('index.html', { root: folder, headers: { 'Cache-Control': 'no-cache' } })
  })
  return router
}

/** The app speaks to pods and providers anywhere, but runs nothing that is not its own. */
function pageHeaders(baseUrl: string) {
  const local = isLocal(baseUrl)
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: [
          "'self'",
          'https:',
          'wss:',
          ...(local ? ['http://localhost:*', 'ws://localhost:*'] : []),
        ],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: !local,
  })
}
