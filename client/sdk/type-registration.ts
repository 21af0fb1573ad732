// Registrations in a type index: read and made. Pure.
// Source: https://solid.github.io/type-indexes/
import { irisOf, namedNode, quad } from '../../shapes/graph.ts'
import type { Graph, Quad } from '../../shapes/graph.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { solid } from '../../vocab/generated/solid.ts'
import type { IndexPointer } from './settings.ts'

/** Where data of a class is: one document, or a container that holds such documents. */
export type Whereabouts = { readonly instance: string } | { readonly container: string }

export type TypeRegistration = Whereabouts & {
  /** IRI of the class: fh:EnergyConsumptionType. */
  readonly forClass: string
  /** The address of the index that says so. */
  readonly index: string
  /** Whether that index is public. */
  readonly listed: boolean
}

/**
 * One entry for each class and place that an index names; [] when it names none. What names no class,
 * no place, or a container whose address does not end in a slash is left out.
 */
export function registrationsIn(graph: Graph, { url, listed }: IndexPointer): TypeRegistration[] {
  return graph.getSubjects(rdf.type, solid.TypeRegistration, null).flatMap(({ value }) => {
    const places = placesOf(graph, value)
    return irisOf(graph, value, solid.forClass).flatMap((forClass) =>
      places.map((place) => ({ forClass, ...place, index: url, listed })),
    )
  })
}

function placesOf(graph: Graph, registration: string): Whereabouts[] {
  const instances = irisOf(graph, registration, solid.instance)
  const containers = irisOf(graph, registration, solid.instanceContainer)
  return [
    ...instances.filter(isWeb).map((instance) => ({ instance })),
    ...containers
      .filter((each) => isWeb(each) && each.endsWith('/'))
      .map((container) => ({ container })),
  ]
}

/** Indexes are written by many hands: what is no web address is not for fetching. */
function isWeb(iri: string): boolean {
  return /^https?:\/\//.test(iri) && URL.canParse(iri)
}

/** What a new index says of itself. */
export function indexQuads({ url, listed }: IndexPointer): Quad[] {
  const kind = listed ? solid.ListedDocument : solid.UnlistedDocument
  return [solid.TypeIndex, kind].map((type) =>
    quad(namedNode(url), namedNode(rdf.type), namedNode(type)),
  )
}

/** A registration, named `name` within the index: the same one says the same triples. */
export function registrationQuads(index: string, name: string, wanted: ClassAndPlace): Quad[] {
  const subject = namedNode(`${index}#${name}`)
  const [property, place] =
    'instance' in wanted
      ? [solid.instance, wanted.instance]
      : [solid.instanceContainer, wanted.container]
  return [
    quad(subject, namedNode(rdf.type), namedNode(solid.TypeRegistration)),
    quad(subject, namedNode(solid.forClass), namedNode(wanted.forClass)),
    quad(subject, namedNode(property), namedNode(place)),
  ]
}

export type ClassAndPlace = Whereabouts & { readonly forClass: string }

/** Whether a registration is about this class and place. */
export function isAbout(registration: ClassAndPlace, wanted: ClassAndPlace): boolean {
  return registration.forClass === wanted.forClass && placeOf(registration) === placeOf(wanted)
}

/** 'instance https://…/a.ttl' or 'container https://…/b/'. */
export function placeOf(where: Whereabouts): string {
  return 'instance' in where ? `instance ${where.instance}` : `container ${where.container}`
}
