// The agreement of record: one document that is at once an odrl:Agreement (the rules) and a
// dpv:ConsentRecord (the evidence). Absolute IRIs only, no state: it is never rewritten. Pure.
import { dct } from '../../vocab/generated/dct.ts'
import { dpv } from '../../vocab/generated/dpv.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { odrl } from '../../vocab/generated/odrl.ts'
import { prov } from '../../vocab/generated/prov.ts'
import { rdf } from '../../vocab/generated/rdf.ts'
import { xsd } from '../../vocab/generated/xsd.ts'
import { literal, namedNode, quad, writeTurtle } from '../../shapes/graph.ts'
import type { Literal, NamedNode, Quad } from '../../shapes/graph.ts'

export interface Agreement {
  /** The IRI of the grant. */
  readonly grant: string
  /** The IRI of the firm's request. */
  readonly request: string
  readonly person: string
  readonly firm: string
  readonly dataType: string
  readonly purpose: string
  readonly resources: readonly string[]
  readonly requestedAt: Date
  readonly agreedAt: Date
  readonly until: Date
}

type Value = NamedNode | Literal

/** The triples of an agreement; its parts are fragments of the grant's IRI. */
export function agreementQuads(agreement: Agreement): Quad[] {
  return [...rules(agreement), ...permission(agreement), ...evidence(agreement)]
}

export function agreementTurtle(agreement: Agreement): string {
  const prefixes = { dct: dct[''], dpv: dpv[''], fh: fh[''], odrl: odrl[''], prov: prov[''] }
  return writeTurtle(agreementQuads(agreement), { ...prefixes, xsd: xsd[''] })
}

function rules({ grant, request, agreedAt, until }: Agreement): Quad[] {
  return [
    ...about(grant, rdf.type, iri(odrl.Agreement), iri(fh.Grant)),
    ...about(grant, odrl.uid, iri(grant)),
    ...about(grant, odrl.profile, iri(fh[''])),
    ...about(grant, prov.wasDerivedFrom, iri(request)),
    ...about(grant, dct.issued, time(agreedAt)),
    ...about(grant, dct.valid, time(until)),
    ...about(grant, odrl.permission, iri(`${grant}#permission`)),
  ]
}

function permission(agreement: Agreement): Quad[] {
  const { grant, person, firm, dataType, purpose, resources, until } = agreement
  const [it, target] = [`${grant}#permission`, `${grant}#target`]
  return [
    ...about(it, rdf.type, iri(odrl.Permission)),
    ...about(it, odrl.assigner, iri(person)),
    ...about(it, odrl.assignee, iri(firm)),
    ...about(it, odrl.action, iri(odrl.read)),
    ...about(it, odrl.target, iri(target)),
    ...about(it, odrl.constraint, iri(`${grant}#purpose`), iri(`${grant}#until`)),
    ...constraint(`${grant}#purpose`, [odrl.purpose, odrl.eq, iri(purpose)]),
    ...constraint(`${grant}#until`, [odrl.dateTime, odrl.lteq, time(until)]),
    ...about(target, rdf.type, iri(odrl.AssetCollection)),
    ...about(target, fh.dataType, iri(dataType)),
    ...about(target, dct.hasPart, ...resources.map(iri)),
  ]
}

function constraint(it: string, [left, operator, right]: [string, string, Value]): Quad[] {
  return [
    ...about(it, rdf.type, iri(odrl.Constraint)),
    ...about(it, odrl.leftOperand, iri(left)),
    ...about(it, odrl.operator, iri(operator)),
    ...about(it, odrl.rightOperand, right),
  ]
}

function evidence(agreement: Agreement): Quad[] {
  const { grant, person, firm, requestedAt, agreedAt } = agreement
  const [it, withdraw] = [`${grant}#record`, `${grant}#withdraw`]
  const [requested, given] = [`${grant}#requested`, `${grant}#given`]
  return [
    ...about(it, rdf.type, iri(dpv.ConsentRecord)),
    ...about(it, dct.identifier, literal(it)),
    ...about(it, fh.forGrant, iri(grant)),
    ...about(it, dpv.hasDataSubject, iri(person)),
    ...about(it, dpv.hasDataController, iri(firm)),
    ...about(it, dpv.hasRecipient, iri(firm)),
    ...about(it, dpv.hasPersonalData, iri(agreement.dataType)),
    ...about(it, dpv.hasPurpose, iri(agreement.purpose)),
    ...about(it, dpv.hasConsentControl, iri(withdraw)),
    ...about(withdraw, rdf.type, iri(dpv.WithdrawConsent)),
    ...about(withdraw, dpv.isExercisedAt, iri(`${grant}/withdraw`)),
    ...about(it, dpv.hasConsentStatus, iri(requested), iri(given)),
    ...status(requested, [requestedAt, firm], dpv.ConsentRequested),
    ...status(given, [agreedAt, person], dpv.ConsentGiven, dpv.ExplicitlyExpressedConsent),
  ]
}

function status(it: string, [when, by]: [Date, string], ...types: string[]): Quad[] {
  return [
    ...about(it, rdf.type, ...types.map(iri)),
    ...about(it, dpv.isIndicatedAtTime, time(when)),
    ...about(it, dpv.isIndicatedBy, iri(by)),
  ]
}

function about(subject: string, property: string, ...objects: Value[]): Quad[] {
  return objects.map((object) => quad(iri(subject), iri(property), object))
}

function iri(value: string): NamedNode {
  return namedNode(value)
}

function time(date: Date): Literal {
  return literal(date.toISOString(), iri(xsd.dateTime))
}
