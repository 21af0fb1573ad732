// Fills a demo server through its front door. What is there already stays as it is.
import { mkdir, writeFile } from 'node:fs/promises'
import { fh } from '../../../vocab/generated/fh.ts'
import { askForAccess } from '../../sdk/asking.ts'
import type { RequestSummary } from '../../sdk/mediator.ts'
import type { Session } from '../../sdk/session.ts'
import { grantRequest, listRequests } from '../../sdk/sharing.ts'
import { createAccount, profileOf } from '../accounts.ts'
import { purposeNamed } from '../choices.ts'
import { profileNames, readProfileFile, saveProfile } from '../profiles.ts'
import type { Profile } from '../profiles.ts'
import { signInAs } from '../sign-in.ts'
import { alice, bob, compareco } from './cast.ts'
import type { Player } from './cast.ts'
import { releaseReadings } from './readings.ts'
import { monthlyTotals } from './totals.ts'
import type { Places } from './welcome.ts'

export interface Stage extends Places {
  readonly operatorToken: string
  /** Tells the person at the terminal. */
  note(text: string): void
}

/** Two people with readings, and a firm that one of them has granted what it asked for. */
export async function seed(stage: Stage): Promise<void> {
  await mkdir(stage.home, { recursive: true, mode: 0o700 })
  await writeFile(stage.query, monthlyTotals)
  const ofAlice = await sessionOf(stage, alice)
  const ofBob = await sessionOf(stage, bob)
  const ofFirm = await sessionOf(stage, compareco)
  await releaseReadings(stage, ofAlice, { player: alice, seed: 1 })
  await releaseReadings(stage, ofBob, { player: bob, seed: 2 })
  await requestFrom(ofFirm, ofAlice)
  const asked = await requestFrom(ofFirm, ofBob)
  if (asked.state === 'requested' || asked.state === 'agreed') await grantRequest(ofBob, asked)
  stage.note('The demo data is there.')
}

async function sessionOf(stage: Stage, player: Player): Promise<Session> {
  return signInAs(await profileFor(stage, player))
}

async function profileFor(
  { home, baseUrl, operatorToken }: Stage,
  player: Player,
): Promise<Profile> {
  const env = { FREEHOLD_HOME: home }
  if ((await profileNames(env)).includes(player.name)) return readProfileFile(env, player.name)
  const profile = profileOf(await createAccount(baseUrl, operatorToken, player))
  await saveProfile(env, player.name, profile)
  return profile
}

/** The firm's request to this person: the one that is there, whatever became of it, else a new one. */
async function requestFrom(firm: Session, person: Session): Promise<RequestSummary> {
  const before = (await listRequests(person)).find((each) => each.firm === firm.webId)
  if (before) return before
  return askForAccess(firm, {
    person: person.webId,
    dataType: fh.EnergyConsumptionType,
    purpose: purposeNamed('CompareAndSwitch').standard,
    term: 'P90D',
    message: 'We compare your electricity use with the offers of forty suppliers.',
  })
}
