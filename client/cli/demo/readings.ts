// Three months of generated meter readings, released into a pod as any supplier's file would be.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownData } from '../../sdk/own-data.ts'
import { readProfile } from '../../sdk/profile.ts'
import { importEnergy } from '../../sdk/release/energy.ts'
import { syntheticGreenButton } from '../../sdk/release/synthetic.ts'
import { RequestError } from '../../sdk/request.ts'
import type { Session } from '../../sdk/session.ts'
import { fh } from '../../../vocab/generated/fh.ts'
import type { Player } from './cast.ts'

const span = { from: '2026-01-01', to: '2026-04-01' }

/** Writes the file beside the profiles and imports it; nothing happens when the pod has energy data. */
export async function releaseReadings(
  { home }: { readonly home: string },
  session: Session,
  { player, seed }: { readonly player: Player; readonly seed: number },
): Promise<void> {
  const [storage] = (await readProfile(session.fetch, session.webId)).storages
  if (storage === undefined || (await hasReadings(session))) return
  const name = `synthetic-${player.name}.xml`
  const text = syntheticGreenButton({ seed, ...span })
  await writeFile(join(home, name), text)
  await importEnergy(session, storage, { name, text })
}

async function hasReadings(session: Session): Promise<boolean> {
  try {
    await ownData(session, fh.EnergyConsumptionType)
    return true
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return false
    throw error
  }
}
