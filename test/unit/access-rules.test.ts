// Who may do what: rules, modes and names as tables.
import { describe, expect, it } from 'vitest'
import { parseTurtle } from '../../shapes/graph.ts'
import { givesControl, rulesBelow, rulesOf, rulesTo } from '../../server/pod/access/acl-rules.ts'
import { deleteNeeds, needsOnSubject, patchNeeds, putNeeds } from '../../server/pod/access/modes.ts'
import { allowedModes } from '../../server/pod/access/wac.ts'
import type { Asker } from '../../server/pod/access/wac.ts'
import { identify } from '../../server/pod/resources/identifier.ts'
import { nameBeside, nameFromSlug } from '../../server/pod/resources/slug.ts'

const base = 'https://pods.example'
const url = `${base}/alice/x`
const bob = 'https://bob.example/#me'
const prefixes = `@prefix acl: <http://www.w3.org/ns/auth/acl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .`
const rules = (rule: string) => rulesOf(parseTurtle(`${prefixes}\n${rule}`, `${url}.acl`), base)
const forBob = `acl:agent <${bob}>`

function ruleFor(who: string, mode = 'acl:Read'): string {
  return `[] a acl:Authorization; ${who}; acl:accessTo <x>; acl:mode ${mode} .`
}

function limited(conditions: string): string {
  return ruleFor(`${forBob}; acl:condition ${conditions}`)
}

const asker: Asker = { webId: bob, clientId: undefined, issuer: undefined, origin: undefined }
const anybody: Asker = { ...asker, webId: undefined }
const modes = (rule: string, who = asker, groups = new Map<string, string[]>()) =>
  [...allowedModes(rulesTo(rules(rule), url), who, groups)].toSorted().join(' ')

describe('a rule', () => {
  it('for an agent is for that agent alone', () => {
    const rule = `[] a acl:Authorization; acl:agent <${bob}>; acl:accessTo <x>; acl:mode acl:Read .`

    expect(modes(rule)).toBe('read')
    expect(modes(rule, { ...asker, webId: 'https://bob.example/' })).toBe('')
    expect(modes(rule, anybody)).toBe('')
  })

  it('for a class is for everybody, or for those who signed in', () => {
    expect(modes(ruleFor('acl:agentClass foaf:Agent'), anybody)).toBe('read')
    expect(modes(ruleFor('acl:agentClass acl:AuthenticatedAgent'), anybody)).toBe('')
    expect(modes(ruleFor('acl:agentClass acl:AuthenticatedAgent'))).toBe('read')
    expect(modes(ruleFor('acl:agentClass foaf:Person'))).toBe('')
  })

  it('for a group is for its members', () => {
    const rule = `[] a acl:Authorization; acl:agentGroup <g#us>; acl:accessTo <x>; acl:mode acl:Read .`
    const group = `${base}/alice/g#us`

    expect(modes(rule, asker, new Map([[group, [bob]]]))).toBe('read')
    expect(modes(rule, asker, new Map([[group, ['https://eve.example/']]]))).toBe('')
    expect(modes(rule)).toBe('')
  })

  it('that lets write lets append; one that lets control lets nothing else', () => {
    expect(modes(ruleFor(forBob, 'acl:Write'))).toBe('append write')
    expect(modes(ruleFor(forBob, 'acl:Control'))).toBe('control')
    expect(modes(ruleFor(forBob, 'acl:Fly'))).toBe('')
  })

  it.each([
    ['is no Authorization', `[] acl:agent <${bob}>; acl:accessTo <x>; acl:mode acl:Read .`],
    [
      'says nothing of a resource',
      `[] a acl:Authorization; acl:agent <${bob}>; acl:mode acl:Read .`,
    ],
    ['has no mode', `[] a acl:Authorization; acl:agent <${bob}>; acl:accessTo <x> .`],
    ['names nobody', `[] a acl:Authorization; acl:accessTo <x>; acl:mode acl:Read .`],
    [
      'names an origin alone',
      `[] a acl:Authorization; acl:origin <https://app.example>; acl:accessTo <x>; acl:mode acl:Read .`,
    ],
    [
      'is about another resource',
      `[] a acl:Authorization; acl:agent <${bob}>; acl:accessTo <x/>; acl:mode acl:Read .`,
    ],
    [
      'is only inherited',
      `[] a acl:Authorization; acl:agent <${bob}>; acl:default <x>; acl:mode acl:Read .`,
    ],
  ])('that %s grants nothing', (_why, rule) => {
    expect(modes(rule)).toBe('')
  })

  it('is about the same resource in whatever spelling', () => {
    const rule = `[] a acl:Authorization; acl:agent <${bob}>; acl:accessTo <%78>; acl:mode acl:Read .`

    expect(modes(rule)).toBe('read')
  })

  it('that names an origin is for pages from there, and for what is no page', () => {
    const rule = `[] a acl:Authorization; acl:agent <${bob}>; acl:origin <https://app.example/>;
      acl:accessTo <x>; acl:mode acl:Read .`

    expect(modes(rule)).toBe('read')
    expect(modes(rule, { ...asker, origin: 'https://app.example' })).toBe('read')
    expect(modes(rule, { ...asker, origin: 'https://evil.example' })).toBe('')
  })

  it('with conditions needs all of them, and those it does not know never hold', () => {
    const client = '[ a acl:ClientCondition; acl:client <https://app.example/id> ]'
    const issuer = '[ a acl:IssuerCondition; acl:issuer <https://idp.example/> ]'
    const through = { ...asker, clientId: 'https://app.example/id' }
    const vouched = { ...through, issuer: 'https://idp.example/' }

    expect(modes(limited(client))).toBe('')
    expect(modes(limited(client), through)).toBe('read')
    expect(modes(limited(`${client}, ${issuer}`), through)).toBe('')
    expect(modes(limited(`${client}, ${issuer}`), vouched)).toBe('read')
    expect(modes(limited('[ a acl:ClientCondition; acl:clientClass foaf:Agent ]'), through)).toBe(
      'read',
    )
    expect(modes(limited('[ a <urn:example:Until> ]'), vouched)).toBe('')
  })
})

describe('an ACL', () => {
  it('keeps what is for a container apart from what is below it', () => {
    const found = rules(`<#a> a acl:Authorization; acl:agent <${bob}>; acl:accessTo <./>;
      acl:mode acl:Read . <#b> a acl:Authorization; acl:agent <${bob}>; acl:default <./>; acl:mode acl:Write .`)

    expect(rulesTo(found, `${base}/alice/`).map((rule) => rule.modes)).toEqual([['read']])
    expect(rulesBelow(found, `${base}/alice/`).map((rule) => rule.modes[0])).toEqual(['write'])
    expect(givesControl(found, `${base}/alice/`)).toBe(false)
  })
})

describe('what a request needs', () => {
  it.each([
    ['PUT of something new', putNeeds(false), ['write'], ['append']],
    ['PUT of something there', putNeeds(true), ['write'], []],
    ['inserting', patchNeeds({ reads: false, adds: true, removes: false }, true), ['append'], []],
    [
      'inserting into something new',
      patchNeeds({ reads: false, adds: true, removes: false }, false),
      ['append'],
      ['append'],
    ],
    [
      'inserting where',
      patchNeeds({ reads: true, adds: true, removes: false }, true),
      ['read', 'append'],
      [],
    ],
    [
      'deleting triples',
      patchNeeds({ reads: false, adds: false, removes: true }, true),
      ['read', 'write'],
      [],
    ],
    ['DELETE of a document', deleteNeeds('document'), ['write'], ['write']],
    ['DELETE of a container', deleteNeeds('container'), ['write', 'read'], ['write']],
    ['anything with an ACL', needsOnSubject('acl', deleteNeeds('acl')), ['control'], []],
    [
      'DELETE of a description',
      needsOnSubject('description', deleteNeeds('description')),
      ['write'],
      [],
    ],
  ])('%s', (_request, needs, target, container) => {
    expect(needs).toEqual({ target, container })
  })
})

describe('a path', () => {
  it.each([
    ['/alice/', 'container', '/alice/'],
    ['/alice/x', 'document', '/alice/x'],
    ['/alice/x/', 'container', '/alice/x/'],
    ['/alice/x.acl', 'acl', '/alice/x'],
    ['/alice/.acl', 'acl', '/alice/'],
    ['/alice/x/.acl', 'acl', '/alice/x/'],
    ['/alice/x.meta', 'description', '/alice/x'],
    ['/alice/.well-known/solid', 'storage-description', '/alice/'],
    ['/alice/.well-known/access-log', 'access-log', '/alice/'],
  ])('%s is a %s of %s', (path, kind, subject) => {
    expect(identify(path)).toMatchObject({ kind, subject, storage: '/alice/' })
  })

  it.each([
    '/alice',
    '/',
    '/alice/x.acl.acl',
    '/alice/x.meta.acl',
    '/alice/x.acl.meta',
    '/alice/evil.acl/',
    '/alice/evil.acl/x',
    '/alice/.meta/x',
    '/alice/.well-known/',
    '/alice/.well-known/other',
    '/alice/.well-known/solid.acl',
  ])('%s names nothing', (path) => {
    expect(identify(path)).toBeUndefined()
  })
})

describe('a slug', () => {
  it.each([
    ['photo.jpg', 'photo.jpg'],
    ['My file', 'My%20file'],
    ['a%20b', 'a%20b'],
    ['a/b', 'ab'],
    ['../../evil', undefined],
    ['..', undefined],
    ['.hidden', undefined],
    ['.acl', undefined],
    ['x.acl', undefined],
    ['x.meta', undefined],
    ['%2e%2e%2fx', undefined],
    ['$.ttl', '$.ttl'],
    ['a\\b', 'ab'],
    ['a%00b', 'ab'],
    ['caf\u00c3\u00a9', 'caf%C3%A9'],
    ['', undefined],
    [undefined, undefined],
  ])('%s becomes %s', (slug, name) => {
    expect(nameFromSlug(slug)).toBe(name)
  })

  it('that is long is cut', () => {
    expect(nameFromSlug('x'.repeat(2000))).toBe('x'.repeat(100))
  })

  it('that is taken gets something before its extension', () => {
    expect(nameBeside('photo.jpg', '1a2b')).toBe('photo-1a2b.jpg')
    expect(nameBeside('photo', '1a2b')).toBe('photo-1a2b')
  })
})
