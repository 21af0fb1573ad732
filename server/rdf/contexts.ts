// The JSON-LD contexts that documents may name. They are here, not on the network.
import { as } from '../../vocab/generated/as.ts'

/** What is at a context's URL. */
export interface Context {
  readonly '@context': Record<string, string | Record<string, string>>
}

/** The context at a URL; undefined when it is not bundled. */
export function bundledContext(url: string): Context | undefined {
  return contexts.get(url)
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
