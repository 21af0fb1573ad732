// The map of the house as data: which room may import which, and where each package may be used.

const words = ['vocab', 'shapes']
const ground = [
  'server/http',
  'server/store',
  'server/rdf',
  'server/bus.ts',
  'server/log.ts',
  'server/leader.ts',
  ...words,
]

/** What the files below a path may import besides each other; the longest path decides. */
export const rooms: ReadonlyMap<string, readonly string[]> = new Map([
  ['vocab', []],
  ['shapes', ['vocab']],
  ['server/rdf', words],
  ['server/http', ['vocab']],
  ['server/store', []],
  ['server/bus.ts', []],
  ['server/log.ts', []],
  ['server/leader.ts', ['server/log.ts', 'server/store']],
  ['server/authentication', ground],
  ['server/pod', ['server/authentication', ...ground]],
  ['server/mediator', ['server/authentication', 'client/sdk', ...ground]],
  ['server', ['server/pod', 'server/mediator', 'server/authentication', 'client/sdk', ...ground]],
  ['client/sdk', words],
  ['client/cli', ['client/sdk', ...words]],
  ['client/app', ['client/sdk', ...words]],
  ['client/sign-in', []],
])

/** What may be imported dynamically in addition: commands that start a server load it then. */
export const dynamicRooms: ReadonlyMap<string, readonly string[]> = new Map([
  ['client/cli', ['server']],
])

/** The file or room behind which each package lives; type imports may stand beside it. */
export const packages: ReadonlyMap<string, readonly string[]> = new Map([
  ['@comunica/query-sparql-rdfjs', ['client/sdk/query/engine.ts']],
  ['@node-rs/argon2', ['server/pod/identity/accounts/passwords.ts']],
  ['@simplewebauthn/browser', ['client/sign-in']],
  ['@simplewebauthn/server', ['server/pod/identity/passkeys/ceremonies.ts']],
  ['@rgrove/parse-xml', ['client/sdk/release/xml.ts']],
  [
    'express',
    [
      'server/app-routes.ts',
      'server/http',
      'server/mediator',
      'server/pod/identity',
      'server/pod/notifications',
      'server/world.ts',
    ],
  ],
  ['helmet', ['server/app-routes.ts']],
  ['ipaddr.js', ['server/http/outbound-rules.ts']],
  ['jose', ['server/pod/identity']],
  ['jsonld-streaming-parser', ['server/rdf/json-ld.ts']],
  ['lit', ['client/app']],
  ['lmdb', ['server/store/lmdb.ts', 'server/store/lmdb-names.ts']],
  ['n3', ['vocab/generate.ts', 'shapes', 'server/rdf']],
  ['oauth4webapi', ['client/sdk']],
  ['oidc-provider', ['server/pod/identity/provider']],
  ['pino', ['server/log.ts']],
  ['prom-client', ['server/metrics.ts']],
  ['shacl-engine', ['shapes/validate.ts']],
  ['undici', ['server/http/safe-fetch.ts']],
  ['vite', ['client/app/vite.config.ts']],
  ['vitest', ['vitest.config.ts']],
  ['ws', ['server/pod/notifications/sockets.ts', 'client/cli/web-socket.ts']],
])

/** Rooms that run in browsers, and the files in them that run in Node when the house is built. */
export const browserRooms = ['vocab', 'shapes', 'client/sdk', 'client/app', 'client/sign-in']
export const buildFiles = ['vocab/generate.ts', 'shapes/generate.ts', 'client/app/vite.config.ts']
