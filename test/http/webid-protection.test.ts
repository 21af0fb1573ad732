// What no app may change in a WebID document, however it writes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentWrites } from '../../server/pod/resources/records.ts'
import { bob, openPod } from '../support/pod.ts'
import type { Client, TestPod } from '../support/pod.ts'

const prefixes = `
  PREFIX solid: <http://www.w3.org/ns/solid/terms#>
  PREFIX pim: <http://www.w3.org/ns/pim/space#>
  PREFIX ldp: <http://www.w3.org/ns/ldp#>
  PREFIX foaf: <http://xmlns.com/foaf/0.1/>
  PREFIX owl: <http://www.w3.org/2002/07/owl#>
  PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
  PREFIX cert: <http://www.w3.org/ns/auth/cert#>
  PREFIX sec: <https://w3id.org/security#>
`
const turtlePrefixes = prefixes.replaceAll(/PREFIX ([^\n]*)/g, '@prefix $1 .')
const evil = '<https://evil.example/>'

describe('the WebID document of an owner', () => {
  let pod: TestPod
  let alice: Client
  beforeEach(async () => {
    pod = await openPod()
    alice = pod.as(pod.alice)
  })
  afterEach(async () => {
    expect(pod.errors).toEqual([])
    await pod.close()
  })

  const card = async () => (await alice('GET', 'profile/card')).text()
  const put = (body: string, type = 'text/turtle') =>
    alice('PUT', 'profile/card', { type, body }).then(({ status }) => status)
  const turtle = (path: string, body: string) => alice('PUT', path, { type: 'text/turtle', body })
  const prefs = (index: string) =>
    turtle(
      'settings/prefs.ttl',
      `${turtlePrefixes} <> a pim:ConfigurationFile . <${pod.alice}> solid:privateTypeIndex ${index} .`,
    )
  const update = (body: string, path = 'profile/card', who = alice) =>
    who('PATCH', path, { type: 'application/sparql-update', body: prefixes + body })
  const statusOf = (body: string) => update(body).then(({ status }) => status)
  const insert = (triples: string) => statusOf(`INSERT DATA { ${triples} }`)

  const patch = (where: string, deletes: string, inserts: string) =>
    alice('PATCH', 'profile/card', {
      type: 'text/n3',
      body: `${turtlePrefixes} <> a solid:InsertDeletePatch ;
        solid:where { ${where} } ; solid:deletes { ${deletes} } ; solid:inserts { ${inserts} } .`,
    })

  it('says where such things change instead', async () => {
    const answer = await update(`INSERT DATA { <#me> solid:oidcIssuer ${evil} }`)

    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({
      type: expect.stringMatching('#conflict$') as string,
      detail: expect.stringContaining(`${pod.baseUrl}/.account/#webid`) as string,
    })
  })

  it.each([
    ['an OpenID provider', `<#me> solid:oidcIssuer ${evil}`],
    ['a storage', `<#me> pim:storage ${evil}`],
    ['a key, as Controlled Identifiers name it', `<#me> sec:verificationMethod <#key>`],
    ['what a key is for', `<#me> sec:assertionMethod <https://evil.example/#key>`],
    ['how she signs in', `<#me> sec:authenticationMethod <#key>`],
    ['a key, as ActivityPub names it', `<#me> sec:publicKey <#key>`],
    ['a key of its own', `<#key> sec:publicKeyJwk '{}'^^rdf:JSON`],
    ['a key, as WebID-TLS names it', `<#me> cert:key [ cert:modulus 'cafe' ]`],
    ['whose a key is, from its own end', `<https://evil.example/#key> sec:controller <#me>`],
    ['whose a certificate is, from its own end', `[] cert:identity <#me>`],
    ['that she is somebody else', `<#me> owl:sameAs <https://evil.example/#me>`],
    ['that somebody else is she', `<https://evil.example/#me> owl:sameAs <#me>`],
    ['a provider of the document itself', `<> solid:oidcIssuer ${evil}`],
    ['a provider of another name in it', `<#you> solid:oidcIssuer ${evil}`],
    ['a provider of another spelling with a query', `<?x=1#me> solid:oidcIssuer ${evil}`],
    ['a provider of another spelling with escapes', `<c%61rd#me> solid:oidcIssuer ${evil}`],
  ])('does not take %s', async (_what, triples) => {
    expect(await insert(triples)).toBe(409)
    expect(await put(`${turtlePrefixes}${await card()}\n${triples} .`)).toBe(409)
  })

  it('does not take another spelling of its host', async () => {
    const loud = pod.alice.replace('http://localhost', 'HTTP://LOCALHOST')
    const secure = pod.alice.replace('http:', 'https:')

    expect(await insert(`<${loud}> solid:oidcIssuer ${evil}`)).toBe(409)
    expect(await insert(`<${secure}> solid:oidcIssuer ${evil}`)).toBe(409)
    expect(await put(`${await card()} @base <${loud}> . <#me> <${oidcIssuer}> ${evil} .`)).toBe(409)
  })

  it('keeps what is there', async () => {
    const me = `<${pod.alice}>`
    const lines = [
      `DELETE WHERE { ${me} solid:oidcIssuer ?x }`,
      `DELETE WHERE { ${me} pim:storage ?x }`,
      `DELETE { ${me} ldp:inbox ?x } INSERT { ${me} ldp:inbox ${evil} } WHERE { ${me} ldp:inbox ?x }`,
      `DELETE WHERE { ?s ?p ?o }`,
      `INSERT DATA { ${me} foaf:nick 'Al' } ; DELETE WHERE { ?s pim:storage ?o }`,
    ]

    for (const line of lines) expect(await statusOf(line), line).toBe(409)
    expect(await put('')).toBe(409)
    expect(await put(await card(), 'text/plain')).toBe(409)
    expect(await put('', 'application/n-triples')).toBe(409)
  })

  it('is not changed by an N3 patch that finds what it deletes', async () => {
    const found = '?me solid:oidcIssuer ?issuer .'

    expect((await patch(found, found, `?me solid:oidcIssuer ${evil} .`)).status).toBe(409)
    expect((await patch(found, '', `?me solid:oidcIssuer ${evil} .`)).status).toBe(409)
    expect((await patch(found, found, found)).status).toBe(204)
    expect((await patch(found, '', `?me foaf:nick "Al" .`)).status).toBe(204)
    expect(await card()).toContain('Al')
  })

  it('is as protected in JSON-LD, named graphs and contexts included', async () => {
    const jsonLd = await alice('GET', 'profile/card', { headers: { accept: jsonLdType } })
    const nodes = (await jsonLd.json()) as object[]
    const more = (node: object) => put(JSON.stringify([...nodes, node]), jsonLdType)
    const stranger = { '@id': 'https://evil.example/' }
    const context = 'https://www.w3.org/ns/activitystreams'

    expect(await more({ '@id': pod.alice, [oidcIssuer]: stranger })).toBe(409)
    expect(await more({ '@id': '#me', [oidcIssuer]: stranger })).toBe(409)
    expect(await more({ '@id': '', '@reverse': { [sameAs]: stranger } })).toBe(409)
    expect(
      await more({ '@id': 'urn:g', '@graph': [{ '@id': pod.alice, [oidcIssuer]: stranger }] }),
    ).toBe(409)
    expect(await put(JSON.stringify([{ '@id': 'urn:g', '@graph': nodes }]), jsonLdType)).toBe(409)
    const inbox = { '@context': context, id: '#me', inbox: 'https://evil.example/' }
    expect([409, 422]).toContain(await more(inbox))
    expect(await more({ '@id': '#me', 'http://xmlns.com/foaf/0.1/nick': 'Al' })).toBe(204)
  })

  it('may be written otherwise by all who may write it', async () => {
    const text = await card()

    expect(await insert(`<#me> foaf:nick 'Al' ; foaf:knows <${bob}>, [ foaf:name 'Eve' ]`)).toBe(
      204,
    )
    expect(await insert(`<${bob}> pim:storage <https://bob.example/pod/>`)).toBe(204)
    expect(await statusOf(`DELETE WHERE { <#me> foaf:nick ?x }`)).toBe(204)
    expect(await put(`${text} <#me> <http://xmlns.com/foaf/0.1/nick> 'Ally' .`)).toBe(204)
  })

  it('stays, with the containers above it', async () => {
    for (const path of ['profile/card', 'profile/', '']) {
      const { status } = await alice('DELETE', path)
      expect([405, 409], path).toContain(status)
    }
    expect((await alice('PUT', 'profile/card/', {})).status).toBe(409)
  })

  it('has a description that says nothing of this either', async () => {
    const body = `${turtlePrefixes} <${pod.alice}> solid:oidcIssuer ${evil} .`
    const harmless = `${turtlePrefixes} <${pod.alice}> foaf:nick 'Al' .`

    expect((await turtle('profile/card.meta', body)).status).toBe(409)
    expect((await turtle('profile/card.meta', harmless)).status).toBe(201)
    const more = await update(
      `INSERT DATA { <${pod.alice}> ldp:inbox ${evil} }`,
      'profile/card.meta',
    )
    expect(more.status).toBe(409)
  })

  it('is as protected from people and apps who were given access to it', async () => {
    const acl = `@prefix acl: <http://www.w3.org/ns/auth/acl#> .
      <#owner> a acl:Authorization ; acl:agent <${pod.alice}> ; acl:accessTo <card> ;
        acl:mode acl:Read, acl:Write, acl:Control .
      <#app> a acl:Authorization ; acl:agent <${bob}> ; acl:accessTo <card> ; acl:mode acl:Append .`
    await alice('PUT', 'profile/card.acl', { type: 'text/turtle', body: acl })
    const asBob = pod.as(bob)

    const takeover = `INSERT DATA { <${pod.alice}> solid:oidcIssuer ${evil} }`
    expect((await update(takeover, 'profile/card', asBob)).status).toBe(409)
    const note = `INSERT DATA { <${pod.alice}> foaf:nick 'Al' }`
    expect((await update(note, 'profile/card', asBob)).status).toBe(204)
    const stranger = pod.as('https://stranger.example/#me')
    expect((await update(takeover, 'profile/card', stranger)).status).toBe(403)
  })

  it.each([
    ['two preferences', `<#me> pim:preferencesFile <https://alice.example/more>`],
    ['two inboxes', `<#me> ldp:inbox <https://alice.example/more/>`],
    ['a provider that is a text', `<#me> solid:oidcIssuer 'https://id.example/'`],
    ['a storage that is a text', `<#me> pim:storage 'https://alice.example/'`],
    ['a storage that is no web address', `<#me> pim:storage <urn:pod>`],
    ['a type index without a name', `<#me> solid:publicTypeIndex []`],
  ])('with %s is understood and refused', async (_what, triples) => {
    const answer = await update(`INSERT DATA { ${triples} }`)

    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/pim:|ldp:|solid:/)
    expect(await put(`${turtlePrefixes}${await card()}\n${triples} .`)).toBe(422)
  })

  it('keeps its one preferences file', async () => {
    expect(await statusOf(`DELETE WHERE { <#me> pim:preferencesFile ?x }`)).toBe(422)
  })

  it('has preferences whose links lead somewhere', async () => {
    expect((await prefs('"index.ttl"')).status).toBe(422)
    expect((await prefs('<index.ttl>')).status).toBe(204)
    const text = `INSERT DATA { <${pod.alice}> solid:publicTypeIndex "x" }`
    expect((await update(text, 'settings/prefs.ttl')).status).toBe(422)
  })

  it('refuses more than anybody could look through', async () => {
    const many = Array.from(
      { length: 20_000 },
      (_, index) => `<#k${index}> <${sameAs}> <#k${index + 1}> .`,
    )
    const blank = Array.from({ length: 200 }, (_, index) => `<#me> <${certKey}> _:b${index} .`)

    expect(await put(`${await card()} ${many.join('\n')}`)).toBe(409)
    expect(await put(`${await card()} ${blank.join('\n')}`)).toBe(409)
  })
})

const jsonLdType = 'application/ld+json'
const oidcIssuer = 'http://www.w3.org/ns/solid/terms#oidcIssuer'
const sameAs = 'http://www.w3.org/2002/07/owl#sameAs'
const certKey = 'http://www.w3.org/ns/auth/cert#key'

const key = (name: string, modulus: string) =>
  `<#me> cert:key _:${name} . _:${name} a cert:RSAPublicKey ; cert:modulus "${modulus}" .`

describe('a WebID document from elsewhere', () => {
  let pod: TestPod
  beforeEach(async () => void (pod = await openPod()))
  afterEach(() => pod.close())

  const keep = (text: string) => {
    const content = { type: 'text/turtle', bytes: Buffer.from(turtlePrefixes + text) }
    return pod.store.commit(documentWrites('/alice/profile/card', content, Date.now()))
  }
  const put = (text: string) =>
    pod
      .as(pod.alice)('PUT', 'profile/card', { type: 'text/turtle', body: turtlePrefixes + text })
      .then(({ status }) => status)

  it('stays writable for everything else when it names no provider', async () => {
    await keep(`<#me> foaf:name "Alice" .`)

    expect(await put(`<#me> foaf:name "Alice" ; foaf:nick "Al" .`)).toBe(204)
    expect(await put(`<#me> solid:oidcIssuer <${pod.baseUrl}/> .`)).toBe(409)
  })

  it('keeps keys without a name, whatever they are called in what is sent', async () => {
    await keep(key('a', 'cafe') + key('b', 'beef'))

    expect(await put(key('x', 'beef') + key('y', 'cafe') + `<#me> foaf:nick "Al" .`)).toBe(204)
    expect(await put(key('x', 'beef') + key('y', 'dead'))).toBe(409)
    expect(await put(key('x', 'beef'))).toBe(409)
    expect(await put(key('x', 'beef') + key('y', 'cafe') + `_:y cert:exponent 3 .`)).toBe(409)
  })

  it('keeps all that is said of a key in the document', async () => {
    const named = `<#me> sec:verificationMethod <#key> . <#key> sec:publicKeyMultibase "z6Mk" .`
    await keep(`${named} <#me> foaf:name "Alice" .`)

    expect(await put(`${named} <#me> foaf:name "Al" .`)).toBe(204)
    expect(await put(`${named} <#key> sec:expires "2000-01-01" .`)).toBe(409)
    expect(await put(`<#me> sec:verificationMethod <#key> .`)).toBe(409)
  })

  it('keeps what it says of those who are said to be the same', async () => {
    const same = `<#me> owl:sameAs <${bob}> . [] owl:sameAs <${bob}> ; pim:storage <https://a.example/> .`
    await keep(same)

    expect(await put(`${same} <#me> foaf:name "Al" .`)).toBe(204)
    expect(await put(`${same} <${bob}> solid:oidcIssuer ${evil} .`)).toBe(409)
    expect(await put(same.replace('a.example', 'evil.example'))).toBe(409)
  })
})
