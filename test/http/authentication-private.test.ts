// What somebody with an OpenID provider of his own learns about our private documents: nothing.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDpopClient } from '../support/dpop-client.ts'
import { signedIn } from '../support/front-door.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'
import { openSimulatedIssuer } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'

let server: TestServer
let issuer: SimulatedIssuer
beforeEach(async () => {
  server = await startTestServer()
  issuer = await openSimulatedIssuer(Date.now)
})
afterEach(async () => {
  await server.close()
  await issuer.close()
})

it('cannot tell, by claiming their IRIs as WebIDs, which of them there are', async () => {
  const { storage, session } = await server.account('alice')
  const diary = `${storage}data/diary.ttl`
  const headers = { 'content-type': 'text/turtle' }
  await session.fetch(diary, { method: 'PUT', headers, body: '<#me> <urn:p> "secret" .' })
  const client = await createDpopClient(Date.now)

  const claiming = async (webid: string) => {
    const token = await issuer.token(client, { webid })
    const response = await fetch(storage, {
      headers: await signedIn(storage, client, issuer, token),
    })
    return { status: response.status, ...((await response.json()) as object) }
  }
  const there = await claiming(`${diary}#me`)
  const absent = await claiming(`${storage}data/nothing.ttl#me`)

  expect(there.status).toBe(401)
  expect(absent).toEqual(there)
})
