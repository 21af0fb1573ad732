// Credentials of a program, made as the account page makes them, without the page.
import { makeCredentials } from '../../server/pod/identity/programs/credentials.ts'
import type {
  Credentials,
  CredentialsWorld,
  NewCredentials,
} from '../../server/pod/identity/programs/credentials.ts'

/** @throws Problem unprocessable or conflict, as `makeCredentials` */
export async function addCredentials(
  world: CredentialsWorld,
  asked: NewCredentials,
): Promise<Credentials> {
  const { credentials, decide } = makeCredentials(world, asked)
  const { writes, conditions } = await decide()
  await world.store.commit(writes, conditions)
  return credentials
}
