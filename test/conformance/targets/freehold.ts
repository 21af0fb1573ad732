// Our own server as the target: in memory, on a free port, with two accounts.
import { randomUUID } from 'node:crypto'
import { openBrowser } from '../../support/browser.ts'
import { startTestServer } from '../../support/server.ts'
import type { TestServer } from '../../support/server.ts'
import { personOf } from '../target.ts'
import type { Person, Target } from '../target.ts'

export async function openFreehold(): Promise<Target> {
  const server = await startTestServer()
  const account = (name: string) => newPerson(server, name)
  const [alice, bob] = await Promise.all([account('alice'), account('bob')])
  const newcomer = () => account(randomUUID())
  const { baseUrl, close } = server
  return { name: 'freehold', baseUrl, alice, bob, anonymous: globalThis.fetch, newcomer, close }
}

async function newPerson(server: TestServer, name: string): Promise<Person> {
  const account = await server.account(name)
  return personOf(account, allow)

  async function allow(address: string): Promise<string> {
    const browser = openBrowser(server.baseUrl)
    const login = await browser.visit(address)
    if (!login.text.includes('/login')) return login.url
    const { password } = account
    const consent = await browser.submit(login, '/login', { name, password })
    return (await browser.submit(consent, '/consent', { decision: 'allow' })).url
  }
}
