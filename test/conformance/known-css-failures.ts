// Where a stock Community Solid Server 7.2 is known to differ, and why: exactly these rows fail there.
import { access } from './known-css/access.ts'
import { containers } from './known-css/containers.ts'
import { http } from './known-css/http.ts'
import { identity } from './known-css/identity.ts'
import { names } from './known-css/names.ts'
import { notifications } from './known-css/notifications.ts'
import { resources } from './known-css/resources.ts'

/** By the name of a row, what it does instead: 'H11: gives the first byte alone' → 'answers 416'. */
export const knownCssFailures: ReadonlyMap<string, string> = new Map(
  [http, names, containers, resources, access, identity, notifications].flatMap((each) =>
    Object.entries(each),
  ),
)
