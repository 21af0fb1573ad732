// A stock Community Solid Server as the target: shows that the rows can fail, and where it is known to.
import { randomUUID } from 'node:crypto'
import { startCommunityServer } from '../../support/community-server.ts'
import { personOf } from '../target.ts'
import type { Target } from '../target.ts'

export async function openCommunityServer(): Promise<Target> {
  const server = await startCommunityServer()
  const account = async (name: string) => personOf(await server.createAccount(name))
  const [alice, bob] = [await account('alice'), await account('bob')]
  const newcomer = () => account(randomUUID())
  const { baseUrl, stop: close } = server
  return { name: 'css', baseUrl, alice, bob, anonymous: globalThis.fetch, newcomer, close }
}
