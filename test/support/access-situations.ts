// The situations that the tables of the official tests are about, several hundred times over. Pure.
import { expectedStatuses, kinds, methods } from './access-table.ts'
import type { Asker, Grantee, Kind, Method, Situation } from './access-table.ts'

const grantees: readonly Grantee[] = ['bob', 'authenticated', 'public']
const ways = ['own', 'default'] as const
const onResources = ['', 'R', 'A', 'W', 'C', 'RA', 'RW']
const onContainers = ['', 'R', 'A', 'W']

/** All situations of one method on one kind of resource. */
export function situationsOf(method: Method, kind: Kind): Situation[] {
  const owner = ways.map((via) => ({ grantee: 'owner' as const, via, ...everything }))
  const others = grantees.flatMap((grantee) =>
    ways.flatMap((via) =>
      onResources.flatMap((onResource, index) =>
        containersFor(method, kind, index).map((onContainer) => ({
          grantee,
          via,
          onResource,
          onContainer,
        })),
      ),
    ),
  )
  return [...owner, ...others]
    .filter(({ via }) => kind !== 'fictive' || via === 'default')
    .map((rest) => ({ method, kind, ...rest }))
}

const everything = { onResource: 'RWC', onContainer: 'RWC' }

/** Where the container has no say, one of its possible rules, a different one each time. */
function containersFor(method: Method, kind: Kind, index: number): readonly string[] {
  const comesOrGoes =
    (method === 'DELETE' && kind !== 'ACL') ||
    (kind === 'fictive' && (method === 'PUT' || method === 'PATCH insert'))
  if (comesOrGoes) return onContainers
  return onContainers.slice(index % onContainers.length).slice(0, 1)
}

/** Who asks, in this order: first those who are refused, so that what they ask for is still to be had. */
export function askersIn({ grantee, method }: Situation): readonly Asker[] {
  if (grantee === 'owner') return ['alice']
  return grantee === 'public' && !isSafe(method) ? ['nobody'] : ['nobody', 'bob']
}

/** Whether somebody is expected to succeed with something that leaves a trace. */
export function mayChange(situation: Situation): boolean {
  const statuses = askersIn(situation).flatMap((asker) => expectedStatuses(situation, asker))
  return !isSafe(situation.method) && statuses.some((status) => status < 400)
}

function isSafe(method: Method): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

/** Every method on every kind: [['GET', 'Turtle'], …] */
export const methodsOnKinds = methods.flatMap((method) =>
  kinds.map((kind) => [method, kind] as const),
)
