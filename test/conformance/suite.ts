// All rows, and whether they cover all requirements.
import { notApplicable } from './not-applicable.ts'
import { requirements } from './requirements.ts'
import { nameOf } from './row.ts'
import type { Row } from './row.ts'
import { rows as accessAnswers } from './sections/access-answers.ts'
import { rows as accessSubjects } from './sections/access-subjects.ts'
import { rows as access } from './sections/access.ts'
import { rows as audit } from './sections/audit.ts'
import { rows as auxiliary } from './sections/auxiliary.ts'
import { rows as containers } from './sections/containers.ts'
import { rows as cors } from './sections/cors.ts'
import { rows as deleting } from './sections/deleting.ts'
import { rows as httpBase } from './sections/http-base.ts'
import { rows as inbox } from './sections/inbox.ts'
import { rows as n3Patch } from './sections/n3-patch.ts'
import { rows as notificationsDiscovery } from './sections/notifications-discovery.ts'
import { rows as notificationsMessages } from './sections/notifications-messages.ts'
import { rows as notificationsSubscribing } from './sections/notifications-subscribing.ts'
import { rows as notificationsWebhooks } from './sections/notifications-webhooks.ts'
import { rows as patching } from './sections/patching.ts'
import { rows as picks } from './sections/picks.ts'
import { rows as preconditions } from './sections/preconditions.ts'
import { rows as profile } from './sections/profile.ts'
import { rows as proofs } from './sections/proofs.ts'
import { rows as providerSignIn } from './sections/provider-sign-in.ts'
import { rows as provider } from './sections/provider.ts'
import { rows as reading } from './sections/reading.ts'
import { rows as requiredModes } from './sections/required-modes.ts'
import { rows as safety } from './sections/safety.ts'
import { rows as slug } from './sections/slug.ts'
import { rows as sparqlUpdate } from './sections/sparql-update.ts'
import { rows as storage } from './sections/storage.ts'
import { rows as tokens } from './sections/tokens.ts'
import { rows as uris } from './sections/uris.ts'
import { rows as wholeWrites } from './sections/whole-writes.ts'
import { rows as writing } from './sections/writing.ts'

const sections: readonly Row[] = [
  ...httpBase,
  ...uris,
  ...storage,
  ...containers,
  ...auxiliary,
  ...reading,
  ...writing,
  ...slug,
  ...deleting,
  ...wholeWrites,
  ...patching,
  ...n3Patch,
  ...sparqlUpdate,
  ...preconditions,
  ...access,
  ...accessSubjects,
  ...requiredModes,
  ...accessAnswers,
  ...cors,
  ...tokens,
  ...proofs,
  ...provider,
  ...providerSignIn,
  ...profile,
  ...inbox,
  ...notificationsDiscovery,
  ...notificationsSubscribing,
  ...notificationsMessages,
  ...notificationsWebhooks,
  ...safety,
  ...audit,
  ...picks,
]

const order = [...requirements.keys()]

/** Every row, in the order of the requirements. */
export const suite: readonly Row[] = sections.toSorted(
  (one, other) => order.indexOf(one.id) - order.indexOf(other.id),
)

/** What is wrong with a list of rows, in sentences; [] when it names and covers everything. */
export function gapsIn(rows: readonly Row[]): string[] {
  const names = rows.map(nameOf)
  const ids = new Set(rows.map(({ id }) => id))
  const excused = new Set(notApplicable.flatMap(({ id, part }) => (part === undefined ? id : [])))
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  const foreign = [...ids, ...notApplicable.map(({ id }) => id)].filter(
    (id) => !requirements.has(id),
  )
  const uncovered = [...requirements.keys()].filter((id) => !ids.has(id) && !excused.has(id))
  return [
    ...twice.map((name) => `Two rows are called "${name}"`),
    ...foreign.map((id) => `${id} is no requirement`),
    ...uncovered.map((id) => `${id} has neither a row nor a reason why not`),
  ]
}
