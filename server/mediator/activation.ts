// Makes a grant active once the pod's provider is seen to enforce its leases: an agent of ours that
// is listed gets in, one that is not stays out, and the first stays out as soon as it is unlisted.
// Only then is the firm listed.
import type { GrantSummary } from '../../client/sdk/mediator.ts'
import { Problem } from '../http/problem.ts'
import { changeGrant, readGrant } from './grants.ts'
import { stateAt } from './lifecycle.ts'
import { mustBe, nextState } from './parties.ts'
import { failedProbes } from './prove.ts'
import type { Probe } from './prove.ts'
import type { GrantRecord } from './records.ts'
import type { MediatorWorld, ProbeAgent } from './world.ts'

/**
 * The grant, active; one that is active already stays as it is.
 * @throws Problem not-found, forbidden, wrong-state; conflict when another try began meanwhile;
 *   not-enforced with the `probes` that failed, after which nobody is listed
 */
export async function activateGrant(
  world: MediatorWorld,
  viewer: string,
  id: string,
): Promise<GrantSummary> {
  const known = await readGrant(world, viewer, id)
  if (known.state === 'active' && known.person === viewer) return known
  const attempt = world.random()
  const { resources } = await changeGrant(world, viewer, id, {
    type: 'list-canary',
    decide: (grant) => ({
      ...activatable(world, viewer, grant),
      trial: { attempt, canary: true },
    }),
  })
  const agents = await signIn(world)
  const whileListed = await failedProbes([
    ...probes(resources, agents.canary, 'let in'),
    ...probes(resources, agents.stranger, 'kept out'),
  ])
  await changeGrant(world, viewer, id, {
    type: 'unlist-canary',
    decide: (grant) => ({
      ...stillTried(world, viewer, grant, attempt),
      trial: { attempt, canary: false },
    }),
  })
  if (whileListed.length > 0) throw notEnforced(whileListed)
  const onceUnlisted = await failedProbes(probes(resources, agents.canary, 'kept out'))
  if (onceUnlisted.length > 0) throw notEnforced(onceUnlisted)

  return changeGrant(world, viewer, id, {
    type: 'activate',
    decide: (grant) => ({ ...stillTried(world, viewer, grant, attempt), state: 'active' }),
  })
}

type Agents = Record<ProbeAgent, Pick<Probe, 'agent' | 'fetch'>>

/** An agent that cannot sign in gets no answers, so nothing is proved. */
async function signIn(world: MediatorWorld): Promise<Agents> {
  const as = (agent: ProbeAgent) =>
    world.agentFetch(agent).catch((error: unknown) => {
      world.log.error({ err: error, agent }, 'a test agent cannot sign in')
      return () => Promise.reject(new Error('Not signed in'))
    })
  const [canary, stranger] = await Promise.all([as('canary'), as('stranger')])
  return {
    canary: { agent: 'canary', fetch: canary },
    stranger: { agent: 'stranger', fetch: stranger },
  }
}

function probes(
  resources: readonly string[],
  agent: Agents[ProbeAgent],
  expected: Probe['expected'],
): Probe[] {
  return resources.map((resource) => ({ ...agent, resource, expected }))
}

/** The grant, if the viewer may activate it now. */
function activatable(world: MediatorWorld, viewer: string, grant: GrantRecord): GrantRecord {
  mustBe('person', viewer, grant)
  nextState(stateAt(grant, world.now()), 'activate')
  return grant
}

/** The grant, if it is still this attempt that tries it. */
function stillTried(
  world: MediatorWorld,
  viewer: string,
  grant: GrantRecord,
  attempt: string,
): GrantRecord {
  if (grant.trial.attempt === attempt) return activatable(world, viewer, grant)
  throw new Problem('conflict', 'Another attempt to activate this grant began; see how it ends')
}

function notEnforced(failures: readonly string[]): Problem {
  const detail = `Nothing is shared, because the provider does not enforce it. ${failures[0]}`
  return new Problem('not-enforced', detail, { members: { probes: failures } })
}
