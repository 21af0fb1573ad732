// Enters a container of energy readings in the person's own type index, so that apps find it.
import { fh } from '../../../vocab/generated/fh.ts'
import { RequestError } from '../request.ts'
import type { Session } from '../session.ts'
import { registerData } from '../type-index.ts'

/**
 * Undefined when the readings can be found by their class now, else a sentence that says why not: the
 * readings are in the pod either way.
 */
export async function registerEnergy(
  { fetch, webId }: Session,
  container: string,
): Promise<string | undefined> {
  try {
    await registerData(fetch, webId, {
      forClass: fh.EnergyConsumptionType,
      container,
      listed: false,
    })
    return undefined
  } catch (error) {
    if (!(error instanceof RequestError || error instanceof TypeError)) throw error
    return `Other apps do not find these readings by themselves. ${error.message}`
  }
}
