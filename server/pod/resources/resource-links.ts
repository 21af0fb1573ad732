// The links that tell clients what a resource is and what belongs to it. Pure.
import { linkText } from '../../http/links.ts'
import type { Link } from '../../http/links.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { pim } from '../../../vocab/generated/pim.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { acl } from '../../../vocab/generated/acl.ts'
import { aclOf, descriptionOf, parentOf } from './identifier.ts'
import type { Identifier } from './identifier.ts'

/** Links that follow from the name alone, so that they are the same whether or not it exists. */
export function nameLinks(id: Identifier, baseUrl: string): Link[] {
  const { kind, storage, subject } = id
  const description = {
    target: `${baseUrl}${storage}.well-known/solid`,
    rel: solid.storageDescription,
  }
  const isResource = kind === 'document' || kind === 'container'
  return [
    description,
    ...(isStorage(id) ? [{ target: pim.Storage, rel: 'type' }] : []),
    ...(isResource ? ownLinks(subject, baseUrl) : auxiliaryLinks(id, baseUrl)),
  ]
}

/** Links that say what a resource is: `isRdf` for one that can be read as RDF. */
export function typeLinks({ kind }: Identifier, isRdf: boolean): Link[] {
  const types: string[] = [ldp.Resource]
  if (kind === 'container') types.push(ldp.Container, ldp.BasicContainer)
  else types.push(isRdf ? ldp.RDFSource : ldp.NonRDFSource)
  return types.map((target) => ({ target, rel: 'type' }))
}

/** The conditions on rules that are understood, told on ACLs. */
export const conditionLinks: readonly Link[] = [acl.ClientCondition, acl.IssuerCondition].map(
  (target) => ({ target, rel: acl.condition }),
)

/** Links as the value of one header. */
export function linkHeader(links: readonly Link[]): string {
  return links.map(linkText).join(', ')
}

function isStorage({ kind, path }: Identifier): boolean {
  return kind === 'container' && parentOf(path) === undefined
}

function ownLinks(subject: string, baseUrl: string): Link[] {
  const parent = parentOf(subject)
  return [
    { target: baseUrl + aclOf(subject), rel: 'acl' },
    { target: baseUrl + descriptionOf(subject), rel: 'describedby' },
    ...(parent === undefined ? [] : [{ target: baseUrl + parent, rel: 'up' }]),
  ]
}

function auxiliaryLinks({ kind, subject }: Identifier, baseUrl: string): Link[] {
  if (kind === 'acl') return [...conditionLinks]
  if (kind !== 'description') return []
  return [
    { target: baseUrl + subject, rel: 'describes' },
    { target: baseUrl + aclOf(subject), rel: 'acl' },
  ]
}
