// What is wrong with a profile or a preferences file, though its syntax is right. Pure.
// Source: Solid WebID Profile, "Reading Profile" and the profile shape.
import type { Quad } from '../../../shapes/graph.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { pim } from '../../../vocab/generated/pim.ts'
import { rdf } from '../../../vocab/generated/rdf.ts'
import { solid } from '../../../vocab/generated/solid.ts'

/** What clients follow, so that a text or a nameless thing leads nowhere. */
const links = new Map<string, string>([
  [solid.oidcIssuer, 'solid:oidcIssuer'],
  [pim.storage, 'pim:storage'],
  [pim.preferencesFile, 'pim:preferencesFile'],
  [ldp.inbox, 'ldp:inbox'],
  [solid.publicTypeIndex, 'solid:publicTypeIndex'],
  [solid.privateTypeIndex, 'solid:privateTypeIndex'],
])

/** What there is one of, so that clients need not choose. */
const single = [pim.preferencesFile, ldp.inbox]

/** What is wrong with what the WebID document says of its owner; [] when nothing is. */
export function profileFaults(quads: readonly Quad[], owner: string): string[] {
  const twice = single
    .filter((property) => valuesOf(quads, owner, property).length > 1)
    .map((property) => `there is more than one ${links.get(property)}`)
  return [...linkFaults(quads, owner), ...twice]
}

/** Whether the owner has a preferences file. */
export function hasPreferences(quads: readonly Quad[], owner: string): boolean {
  return valuesOf(quads, owner, pim.preferencesFile).length > 0
}

/** What is wrong with a preferences file; [] also for documents that do not say that they are one. */
export function preferencesFaults(
  quads: readonly Quad[],
  document: string,
  owner: string,
): string[] {
  const isOne = quads.some(
    ({ subject, predicate, object }) =>
      object.value === pim.ConfigurationFile &&
      predicate.value === rdf.type &&
      subject.value === document,
  )
  return isOne ? linkFaults(quads, owner) : []
}

function linkFaults(quads: readonly Quad[], owner: string): string[] {
  const broken = quads
    .filter(({ subject, object }) => subject.value === owner && !isWebAddress(object))
    .flatMap(({ predicate }) => links.get(predicate.value) ?? [])
  return [...new Set(broken)].map((name) => `${name} is no web address`)
}

function isWebAddress({ termType, value }: Quad['object']): boolean {
  return termType === 'NamedNode' && /^https?:$/.test(URL.parse(value)?.protocol ?? '')
}

function valuesOf(quads: readonly Quad[], subject: string, property: string): string[] {
  const found = quads.filter(
    (each) => each.subject.value === subject && each.predicate.value === property,
  )
  return [...new Set(found.map(({ object }) => `${object.termType} ${object.value}`))]
}
