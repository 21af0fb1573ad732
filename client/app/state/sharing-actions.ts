// Answering requests and ending grants.
import { hashOf } from '../router.ts'
import { firmName } from './firms.ts'
import type { GrantChoice, GrantSummary, RequestSummary } from './api.ts'
import { accountOf, during, fill, tell } from './world.ts'
import type { World } from './world.ts'

export interface SharingActions {
  /** Fetches requests, grants and the log of their use. */
  loadSharing(): Promise<void>
  allow(request: RequestSummary, choice: GrantChoice): Promise<void>
  refuse(request: RequestSummary, reason: string | undefined): Promise<void>
  stop(grant: GrantSummary): Promise<void>
}

export function sharingActions(world: World): SharingActions {
  const { api, navigate } = world
  return { loadSharing, allow, refuse, stop }

  async function loadSharing() {
    const account = accountOf(world)
    if (!account) return
    await Promise.all([
      fill(world, 'requests', api.listRequests(account.session)),
      fill(world, 'grants', api.listGrants(account.session)),
      fill(world, 'log', api.readLog(account.session)),
    ])
  }

  async function allow(request: RequestSummary, choice: GrantChoice) {
    await during(world, { action: 'allow', subject: request.id }, async ({ session }) => {
      const grant = await api.grantRequest(session, request, choice)
      await loadSharing()
      navigate(hashOf({ page: 'granted', id: grant.id }))
    })
  }

  async function refuse(request: RequestSummary, reason: string | undefined) {
    await during(world, { action: 'refuse', subject: request.id }, async ({ session }) => {
      await api.refuseRequest(session, request, reason)
      await loadSharing()
      navigate(hashOf({ page: 'sharing', tab: 'asked' }))
      tell(world, (words) => words.request.denied(firmName(request)))
    })
  }

  async function stop(grant: GrantSummary) {
    await during(world, { action: 'stop', subject: grant.id }, async ({ session }) => {
      await api.withdrawGrant(session, grant)
      await loadSharing()
      tell(world, (words) => words.grant.stopped(firmName(grant)))
    })
  }
}
