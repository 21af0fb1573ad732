// The first documents of a pod as Turtle: profile, preferences, type indexes. Pure.
import { literal, namedNode, quad, writeTurtle } from '../../shapes/graph.ts'
import type { Literal, Quad } from '../../shapes/graph.ts'
import { foaf } from '../../vocab/generated/foaf.ts'
import { interop } from '../../vocab/generated/interop.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { schema } from '../../vocab/generated/schema.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { vcard } from '../../vocab/generated/vcard.ts'
import type { NewPod } from './provision.ts'

const prefixes = {
  foaf: foaf[''],
  interop: interop[''],
  ldp: ldp[''],
  pim: pim[''],
  schema: schema[''],
  solid: solid[''],
  vcard: vcard[''],
}

type Row = readonly [property: string, value: string | Literal]

/** The WebID document. Older clients look for the names of FOAF, so it says both. */
export function profileText(pod: NewPod): string {
  const { webId } = pod
  const root = rootOf(pod)
  return text([
    ...about(`${root}profile/card`, [
      [rdf.type, foaf.PersonalProfileDocument],
      [foaf.primaryTopic, webId],
      [foaf.maker, webId],
    ]),
    ...about(webId, [
      [rdf.type, foaf.Person],
      [rdf.type, foaf.Agent],
      [rdf.type, schema.Person],
      [foaf.name, literal(pod.displayName)],
      [vcard.fn, literal(pod.displayName)],
      [solid.oidcIssuer, pod.issuer],
      [solid.account, root],
      [pim.storage, root],
      [pim.preferencesFile, `${root}settings/prefs.ttl`],
      [solid.publicTypeIndex, `${root}settings/publicTypeIndex.ttl`],
      [ldp.inbox, `${root}inbox/`],
      ...mediatorRows(pod),
    ]),
  ])
}

export function preferencesText(pod: NewPod): string {
  const settings = `${rootOf(pod)}settings/`
  return text([
    ...about(`${settings}prefs.ttl`, [[rdf.type, pim.ConfigurationFile]]),
    ...about(pod.webId, [[solid.privateTypeIndex, `${settings}privateTypeIndex.ttl`]]),
  ])
}

export function indexText(url: string, kind: 'ListedDocument' | 'UnlistedDocument'): string {
  return text(
    about(url, [
      [rdf.type, solid.TypeIndex],
      [rdf.type, solid[kind]],
    ]),
  )
}

function mediatorRows({ mediator }: NewPod): Row[] {
  return mediator === undefined ? [] : [[interop.hasAuthorizationAgent, mediator]]
}

function rootOf({ baseUrl, name }: NewPod): string {
  return `${baseUrl}/${name}/`
}

function about(subject: string, rows: readonly Row[]): Quad[] {
  return rows.map(([property, value]) =>
    quad(
      namedNode(subject),
      namedNode(property),
      typeof value === 'string' ? namedNode(value) : value,
    ),
  )
}

function text(quads: readonly Quad[]): string {
  return writeTurtle(quads, prefixes)
}
