// What Solid asks of clients in general: discover, never guess; say what is sent; leave identity alone.
import { beforeEach, describe, expect, it } from 'vitest'
import { askForAccess } from '../../client/sdk/asking.ts'
import { inboxOf, listNotices, sendNotice } from '../../client/sdk/inbox.ts'
import { remove } from '../../client/sdk/remove.ts'
import { readSettings } from '../../client/sdk/settings.ts'
import { grantRequest, setMediator } from '../../client/sdk/sharing.ts'
import { findData, registerData } from '../../client/sdk/type-index.ts'
import { readWacAllow } from '../../client/sdk/wac-allow.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { ldp } from '../../vocab/generated/ldp.ts'
import { rdfs } from '../../vocab/generated/rdfs.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { createFakeParties, origin, question } from '../support/fake-parties.ts'
import type { FakeParties } from '../support/fake-parties.ts'
import { createFakeWeb } from '../support/fake-web.ts'

function modes(header: string) {
  const allowed = readWacAllow(header)
  return allowed && { user: [...allowed.user], public: [...allowed.public] }
}

describe('the header that says what one may do', () => {
  it.each([
    ['user="read write",public="read"', ['read', 'write'], ['read']],
    ['user = "read append write control" , public=""', ['read', 'append', 'write', 'control'], []],
    ['USER="Read"', ['read'], []],
    ['friends="read",user="read dance",public="dance"', ['read'], []],
    ['public="read"', [], ['read']],
  ])('is read as far as it is known: %s', (header, user, everybody) => {
    expect(modes(header)).toEqual({ user, public: everybody })
  })

  it.each([
    '',
    'user=read',
    'user="read',
    'user="read" public="read"',
    'read',
    '"',
    ',',
    'user="read",',
  ])('counts for nothing when it is malformed: %s', (header) => {
    expect(modes(header)).toBeUndefined()
  })

  it('counts for nothing when it is not there, or of absurd length', () => {
    expect(readWacAllow(null)).toBeUndefined()
    expect(readWacAllow(`user="${'read '.repeat(100_000)}"`)).toBeUndefined()
  })
})

describe('a person and a firm that do all there is to do', () => {
  let parties: FakeParties
  /** Every request to the pods, as the SDK sent it. */
  let sent: Request[]

  beforeEach(async () => {
    parties = await createFakeParties()
    sent = []
    const note = (request: Request) => {
      sent.push(request.clone())
      return undefined
    }
    parties.alicePod.before = note
    parties.firmPod.before = note
    const { alice, alicePod, firm } = parties
    const profile = alicePod.documents.get('/alice/card')!
    const issuer = `<${alice.webId}> <${solid.oidcIssuer}> <https://issuer.example/> .`
    alicePod.documents.set('/alice/card', `${profile}\n${issuer}`)
    await grantRequest(alice, await askForAccess(firm, question))
    await registerData(alice.fetch, alice.webId, {
      forClass: fh.EnergyConsumptionType,
      container: `${origin}/alice/meter/`,
      listed: false,
    })
    await setMediator(alice, 'https://mediator.example/other#it').catch(() => undefined)
  })

  it('say of every body what it is', () => {
    const bodies = sent.filter(({ method }) => ['PUT', 'POST', 'PATCH'].includes(method))

    expect(bodies.length).toBeGreaterThan(5)
    expect(
      bodies.filter(({ headers }) => !/^text\/(turtle|n3)$/.test(headers.get('content-type')!)),
    ).toEqual([])
  })

  it('write over nothing that they did not read: each whole write has a condition', () => {
    const puts = sent.filter(({ method }) => method === 'PUT')

    expect(puts.length).toBeGreaterThan(3)
    for (const { headers } of puts) {
      expect(headers.get('if-match') ?? headers.get('if-none-match')).toBeTruthy()
    }
  })

  it('find access rules by what the provider says, at addresses that nobody could guess', () => {
    const rules = sent.map(({ url }) => url).filter((url) => url.includes('.rules'))

    expect(rules.length).toBeGreaterThan(0)
    expect(sent.filter(({ url }) => url.endsWith('.acl'))).toEqual([])
  })

  it('never touch who vouches for the person', async () => {
    const profile = parties.alicePod.documents.get('/alice/card')
    const patches = sent.filter(({ method, url }) => method === 'PATCH' && url.endsWith('/card'))
    const bodies = await Promise.all(patches.map((each) => each.text()))

    expect(profile).toContain('https://issuer.example/')
    expect(bodies.join('\n')).not.toContain(solid.oidcIssuer)
  })

  it('find the index by what her settings say, and what extends them', async () => {
    const { alice, alicePod } = parties
    const more = `${origin}/alice/more`
    const card = alicePod.documents.get('/alice/card')!
    alicePod.documents.set('/alice/card', `${card}\n<${alice.webId}> <${rdfs.seeAlso}> <${more}> .`)
    alicePod.documents.set(
      '/alice/more',
      `<${alice.webId}> <${solid.publicTypeIndex}> <${origin}/alice/listed> .`,
    )
    alicePod.documents.set(
      '/alice/listed',
      `<#1> a <${solid.TypeRegistration}> ; <${solid.forClass}> <${fh.EnergyConsumptionType}> ;
        <${solid.instance}> <year> .`,
    )

    const { indexes } = await readSettings(alice.fetch, alice.webId)
    const { instances } = await findData(alice.fetch, alice.webId, fh.EnergyConsumptionType)

    expect(indexes.map(({ listed }) => listed)).toEqual([true, false])
    expect(instances.map(({ url }) => url)).toEqual([`${origin}/alice/year`])
  })

  it('find an inbox by what is said of it, and leave notices there as JSON-LD', async () => {
    const { alice, firm, alicePod } = parties
    const card = alicePod.documents.get('/alice/card')!
    expect(await inboxOf(firm.fetch, alice.webId)).toBeUndefined()
    const none = sendNotice(firm.fetch, alice.webId, { '@context': {} })
    await expect(none).rejects.toMatchObject({ type: 'not-found' })
    alicePod.documents.set('/alice/card', `${card}\n<${alice.webId}> <${ldp.inbox}> <in/> .`)
    alicePod.documents.set('/alice/in/', `<> <${ldp.contains}> <1> .`)
    const posted: Request[] = []
    alicePod.before = (request) => {
      if (request.method !== 'POST') return undefined
      posted.push(request)
      return new Response(null, { status: 201, headers: { location: '1' } })
    }

    const notice = { '@context': 'https://www.w3.org/ns/activitystreams', type: 'Announce' }
    const address = await sendNotice(firm.fetch, alice.webId, notice)

    expect(address).toBe(`${origin}/alice/in/1`)
    expect(posted[0]!.headers.get('content-type')).toBe('application/ld+json')
    expect(await posted[0]!.json()).toEqual(notice)
    expect((await listNotices(alice.fetch, alice.webId)).map(({ url }) => url)).toEqual([address])
  })
})

describe('an inbox that only a link names', () => {
  it('is found without reading what it belongs to', async () => {
    const picture = 'https://pod.example/photo.jpg'
    const link = `<https://pod.example/in/>; rel="${ldp.inbox}"`
    const { fetch } = createFakeWeb({
      'https://pod.example': () => new Response(null, { headers: { link } }),
    })

    expect(await inboxOf(fetch, picture)).toBe('https://pod.example/in/')
  })
})

describe('deleting a folder', () => {
  it('begins with what is in it', async () => {
    const { alice, alicePod } = await createFakeParties()
    const folder = '/alice/data/'
    alicePod.documents.set(folder, `<> <${ldp.contains}> <a.ttl>, <in/> .`)
    alicePod.documents.set(`${folder}in/`, `<> <${ldp.contains}> <b.ttl>, <gone.ttl> .`)
    alicePod.documents.set(`${folder}a.ttl`, '').set(`${folder}in/b.ttl`, '')
    const deleted: string[] = []
    alicePod.before = ({ method, url }) => {
      if (method === 'DELETE') deleted.push(new URL(url).pathname)
      return undefined
    }

    await remove(alice.fetch, origin + folder)

    expect(deleted).toEqual(
      ['a.ttl', 'in/b.ttl', 'in/gone.ttl', 'in/', ''].map((each) => folder + each),
    )
  })

  it('stops at what may not be deleted, with all above it still there', async () => {
    const { alice, alicePod } = await createFakeParties()
    const folder = '/alice/data/'
    alicePod.documents.set(folder, `<> <${ldp.contains}> <a.ttl> .`).set(`${folder}a.ttl`, '')
    alicePod.before = ({ method, url }) =>
      method === 'DELETE' && url.endsWith('a.ttl') ? new Response(null, { status: 403 }) : undefined

    await expect(remove(alice.fetch, origin + folder)).rejects.toMatchObject({ status: 403 })
    expect(alicePod.documents.has(folder)).toBe(true)
  })
})
