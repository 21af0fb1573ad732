// The JSON-LD contexts that documents may name. They are here, not on the network.
import { as } from '../../vocab/generated/as.ts'
import { UnsupportedRdf } from './unsupported.ts'

/** What is at a context's URL. */
export interface Context {
  readonly '@context': Record<string, string | Record<string, string>>
}

/** @throws UnsupportedRdf for a context that is not bundled */
export async function bundledContext(url: string): Promise<Context> {
  const context = contexts.get(url)
  if (context) return context
  throw new UnsupportedRdf('Remote contexts are not loaded: write the terms into the document')
}

const iri = { '@type': '@id' }
const node = (name: string) => [name, { '@id': as[''] + name, ...iri }] as const

const links = [
  'actor attachment attributedTo audience bcc bto cc context generator href icon image inReplyTo',
  'instrument location object origin preview replies result tag target to url',
].flatMap((line) => line.split(' '))

/** The part of Activity Streams 2.0 that notifications are made of; other names are literals. */
const activityStreams: Context = {
  '@context': {
    '@vocab': as[''],
    as: as[''],
    id: '@id',
    type: '@type',
    ...Object.fromEntries(links.map(node)),
  },
}

const contexts = new Map<string, Context>([
  [as[''].replace('#', ''), activityStreams],
  [as[''], activityStreams],
])
