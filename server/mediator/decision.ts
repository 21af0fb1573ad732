// What a person may agree to: her own resources, within what was asked, for no longer than asked.
// Pure: refusals are returned, the caller throws them.
import { addDuration, readDuration } from '../../shapes/duration.ts'
import type { ProblemType } from '../../vocab/generated/problems.ts'

export interface Refusal {
  readonly type: ProblemType
  readonly detail: string
}

/** Why these resources cannot be granted, or undefined when they can. */
export function resourcesRefusal(
  resources: readonly string[],
  asked: readonly string[],
  storages: readonly string[],
): Refusal | undefined {
  const foreign = resources.find((each) => !storages.some((storage) => isInside(each, storage)))
  if (foreign !== undefined) {
    return {
      type: 'not-your-resource',
      detail: `${foreign} lies in none of the storages that your WebID document names`,
    }
  }
  const extra = resources.find((each) => asked.length > 0 && !isCovered(each, asked))
  if (extra === undefined) return undefined
  return {
    type: 'unprocessable',
    detail: `${extra} is not among the resources that were asked for`,
  }
}

/** When a grant would end, in milliseconds: as wished, at the latest a term from now. */
export function endOfGrant(term: string, wish: number | undefined, now: number): number | Refusal {
  const duration = readDuration(term)
  if (!duration) return { type: 'unprocessable', detail: `${term} is not a term` }
  const latest = addDuration(new Date(now), duration).getTime()
  const end = wish ?? latest
  if (end > latest) {
    const detail = `The firm asked for no longer than until ${new Date(latest).toISOString()}`
    return { type: 'unprocessable', detail }
  }
  if (end <= now) return { type: 'unprocessable', detail: 'The grant would end before it begins' }
  return end
}

/** Whether a resource is one of those asked for, or inside a container of theirs. */
function isCovered(resource: string, asked: readonly string[]): boolean {
  return asked.some((each) => resource === each || isInside(resource, each))
}

/**
 * Whether a resource lies below a container. Only addresses in their one normal form count, so that
 * 'https://pod.example/alice/../bob/' is inside nothing.
 */
export function isInside(resource: string, container: string): boolean {
  if (!container.endsWith('/') || !isPlain(container) || !isPlain(resource)) return false
  return resource.startsWith(container) && resource !== container
}

function isPlain(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { href, search, hash, username, protocol } = new URL(address)
  const isBare = search === '' && hash === '' && username === '' && !/[?#]/.test(address)
  return href === address && isBare && /^https?:$/.test(protocol)
}
