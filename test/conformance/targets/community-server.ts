// A stock Community Solid Server as the target: shows that the rows can fail, and where it is known to.
import { randomUUID } from 'node:crypto'
import { startCommunityServer } from '../../support/community-server.ts'
import { allowAtCommunityServer } from '../../support/community-sign-in.ts'
import { personOf } from '../target.ts'
import type { Target } from '../target.ts'

export async function openCommunityServer(): Promise<Target> {
  const server = await startCommunityServer()
  const { baseUrl, stop: close } = server
  const account = async (name: string) => {
    const created = await server.createAccount(name)
    return personOf(created, (address) => allowAtCommunityServer(baseUrl, address, created))
  }
  const [alice, bob] = [await account('alice'), await account('bob')]
  const newcomer = () => account(randomUUID())
  return { name: 'css', baseUrl, alice, bob, anonymous: globalThis.fetch, newcomer, close }
}
