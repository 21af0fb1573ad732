// Requests and grants by the short ids that people type. Pure.
import { CommandFailure } from './failure.ts'

/** 'https://pods.example/.mediator/requests/7fk2' → '7fk2' */
export function shortId(url: string): string {
  return url.split('/').findLast((part) => part !== '') ?? url
}

/**
 * The one with this id, given in full or as its last segment.
 * @throws CommandFailure when there is none
 */
export function withId<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  id: string,
  kind: string,
): Thing {
  const found = things.find((each) => each.id === id || shortId(each.id) === id)
  if (found) return found
  throw new CommandFailure(
    `No such ${kind}`,
    `There is no ${kind} '${id}' that concerns you; 'freehold requests' lists them`,
  )
}
