// Access requests as typed values: read from a graph that has the form, and written as one. Pure.
import { purposes } from '../vocab/generated/concepts.ts'
import { dct } from '../vocab/generated/dct.ts'
import { fh } from '../vocab/generated/fh.ts'
import { odrl } from '../vocab/generated/odrl.ts'
import { rdf } from '../vocab/generated/rdf.ts'
import { xsd } from '../vocab/generated/xsd.ts'
import { literal, namedNode, quad } from './graph.ts'
import type { Graph, Literal, NamedNode, Quad, Term } from './graph.ts'

type Value = NamedNode | Literal

export interface AccessRequest {
  /** 'https://firm.example/share/requests/42.ttl#request' */
  readonly id: string
  readonly person: string
  readonly firm: string
  readonly dataType: string
  /** An IRI of the Data Privacy Vocabulary, also when the document says it in our own words. */
  readonly purpose: string
  /** How long the grant would last: 'P30D'. */
  readonly term: string
  /** [] asks for all data of the type. */
  readonly resources: readonly string[]
  readonly issued: Date
  readonly message: string | undefined
}

/** The IRIs of the access requests that a graph describes. */
export function accessRequestsIn(graph: Graph): string[] {
  return graph
    .getSubjects(rdf.type, fh.AccessRequest, null)
    .flatMap((each) => (each.termType === 'NamedNode' ? [each.value] : []))
}

/** The request of this IRI; the graph must have passed `validate(graph, 'access-request')`. */
export function accessRequest(graph: Graph, id: string): AccessRequest {
  const permission = only(graph, namedNode(id), odrl.permission)
  const target = only(graph, permission, odrl.target)
  const purpose = operand(graph, permission, odrl.purpose)
  return {
    id,
    person: only(graph, permission, odrl.assigner).value,
    firm: only(graph, permission, odrl.assignee).value,
    dataType: only(graph, target, fh.dataType).value,
    purpose: purposes.find(({ iri }) => iri === purpose)?.standard ?? purpose,
    term: operand(graph, permission, fh.grantDuration),
    resources: graph
      .getObjects(target, dct.hasPart, null)
      .map(({ value }) => value)
      .toSorted(),
    issued: new Date(only(graph, namedNode(id), dct.issued).value),
    message: messageOf(graph, id),
  }
}

/** The triples of a request document; `accessRequest` reads them back as they were. */
export function writeAccessRequest(request: AccessRequest): Quad[] {
  const document = request.id.split('#', 1)[0]!
  const part = (name: string) => namedNode(`${document}#${name}`)
  return [...about(request, part), ...permission(request, part), ...target(request, part)]
}

type Part = (name: string) => NamedNode

function about(request: AccessRequest, part: Part): Quad[] {
  const it = namedNode(request.id)
  const message = request.message === undefined ? [] : [literal(request.message)]
  return [
    ...triples(it, rdf.type, namedNode(odrl.Request), namedNode(fh.AccessRequest)),
    ...triples(it, odrl.uid, it),
    ...triples(it, odrl.profile, namedNode(fh[''])),
    ...triples(it, dct.issued, literal(request.issued.toISOString(), namedNode(xsd.dateTime))),
    ...triples(it, dct.description, ...message),
    ...triples(it, odrl.permission, part('permission')),
  ]
}

function permission(request: AccessRequest, part: Part): Quad[] {
  const it = part('permission')
  return [
    ...triples(it, rdf.type, namedNode(odrl.Permission)),
    ...triples(it, odrl.assigner, namedNode(request.person)),
    ...triples(it, odrl.assignee, namedNode(request.firm)),
    ...triples(it, odrl.action, namedNode(odrl.read)),
    ...triples(it, odrl.target, part('target')),
    ...triples(it, odrl.constraint, part('purpose'), part('term')),
    ...constraint(part('purpose'), [odrl.purpose, odrl.eq, namedNode(request.purpose)]),
    ...constraint(part('term'), [
      fh.grantDuration,
      odrl.lteq,
      literal(request.term, namedNode(xsd.duration)),
    ]),
  ]
}

function constraint(it: NamedNode, [left, operator, right]: [string, string, Value]): Quad[] {
  return [
    ...triples(it, odrl.leftOperand, namedNode(left)),
    ...triples(it, odrl.operator, namedNode(operator)),
    ...triples(it, odrl.rightOperand, right),
  ]
}

function target(request: AccessRequest, part: Part): Quad[] {
  const it = part('target')
  return [
    ...triples(it, rdf.type, namedNode(odrl.AssetCollection)),
    ...triples(it, fh.dataType, namedNode(request.dataType)),
    ...triples(it, fh.granularity, namedNode(fh.Raw)),
    ...triples(it, dct.hasPart, ...request.resources.map((each) => namedNode(each))),
  ]
}

function triples(subject: NamedNode, property: string, ...objects: Value[]): Quad[] {
  return objects.map((object) => quad(subject, namedNode(property), object))
}

/** The right operand of the constraint on something. */
function operand(graph: Graph, permission: Term, left: string): string {
  const constraint = graph
    .getObjects(permission, odrl.constraint, null)
    .find((each) =>
      graph.has(quad(each as NamedNode, namedNode(odrl.leftOperand), namedNode(left))),
    )
  return only(graph, constraint, odrl.rightOperand).value
}

/** The text without a language, else the English one, else any. */
function messageOf(graph: Graph, id: string): string | undefined {
  const texts = graph.getObjects(id, dct.description, null) as Literal[]
  const inLanguage = (language: string) => texts.find((each) => each.language === language)
  return (inLanguage('') ?? inLanguage('en') ?? texts[0])?.value
}

/** @throws TypeError when the graph was not validated before */
function only(graph: Graph, subject: Term | undefined, property: string): Term {
  const object = subject && graph.getObjects(subject, property, null)[0]
  if (!object) throw new TypeError(`The graph has no ${property}: validate it first`)
  return object
}
