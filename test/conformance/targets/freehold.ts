// Our own server as the target: in memory, on a free port, with two accounts.
import { randomUUID } from 'node:crypto'
import { startTestServer } from '../../support/server.ts'
import { personOf } from '../target.ts'
import type { Target } from '../target.ts'

export async function openFreehold(): Promise<Target> {
  const server = await startTestServer()
  const account = async (name: string) => personOf(await server.account(name))
  const [alice, bob] = await Promise.all([account('alice'), account('bob')])
  const newcomer = () => account(randomUUID())
  const { baseUrl, close } = server
  return { name: 'freehold', baseUrl, alice, bob, anonymous: globalThis.fetch, newcomer, close }
}
