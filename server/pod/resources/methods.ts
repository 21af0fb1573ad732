// Which methods a resource has, by what it is. Pure.
import { parentOf } from './identifier.ts'
import type { Identifier, Kind } from './identifier.ts'

const reading = ['OPTIONS', 'HEAD', 'GET']
const writing = ['PUT', 'PATCH', 'DELETE']

const serverOwned = new Set<Kind>(['storage-description', 'access-log', 'quota'])

/** The methods of a resource; roots of storages and their ACLs cannot be deleted. */
export function methodsOf({ kind, subject }: Identifier): string[] {
  if (serverOwned.has(kind)) return reading
  const methods = kind === 'container' ? [...reading, 'POST', ...writing] : [...reading, ...writing]
  const isForever = parentOf(subject) === undefined && kind !== 'description'
  return isForever ? methods.filter((each) => each !== 'DELETE') : methods
}

/** Methods that HTTP knows but no resource here has. */
export const impossibleMethods = new Set(['TRACE', 'CONNECT'])

/** Methods that some resource has. */
export const knownMethods = new Set([...reading, 'POST', ...writing])

/** Allow and the Accept headers that go with it. */
export function methodHeaders(id: Identifier): Record<string, string> {
  return headersFor(methodsOf(id))
}

/** The same for what is not there: how it could come to be. */
export function creationHeaders(id: Identifier): Record<string, string> {
  return headersFor(methodsOf(id).filter((each) => creating.has(each)))
}

const creating = new Set(['OPTIONS', 'PUT', 'PATCH'])

function headersFor(methods: readonly string[]): Record<string, string> {
  return {
    Allow: methods.join(', '),
    ...(methods.includes('PATCH') && { 'Accept-Patch': patchTypes.join(', ') }),
    ...(methods.includes('POST') && { 'Accept-Post': contentTypes }),
    ...(methods.includes('PUT') && { 'Accept-Put': contentTypes }),
  }
}

/** Anything; first what can be read in other syntaxes too, since clients take the first that they can write. */
const contentTypes = 'text/turtle, application/ld+json, */*'

/** The patch formats that are understood. */
export const patchTypes = ['text/n3', 'application/sparql-update']
