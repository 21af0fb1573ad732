// Leases in access rules, as tables of lists before and after.
import { describe, expect, it } from 'vitest'
import { copyOf } from '../../client/sdk/acl-copy.ts'
import {
  holdsLease,
  isBareCopy,
  isSpent,
  withLease,
  withOwner,
  withoutLease,
} from '../../client/sdk/acl-rules.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import type { Graph } from '../../shapes/graph.ts'

const alice = 'https://alice.example/card#me'
const lease = 'https://mediator.example/leases/1#g'
const other = 'https://mediator.example/leases/2#g'
const file = {
  resource: 'https://pod.example/data/a.ttl',
  acl: 'https://pod.example/data/a.ttl.acl',
}
const folder = { resource: 'https://pod.example/data/', acl: 'https://pod.example/data/.acl' }
const rootAcl = 'https://pod.example/.acl'

function rules(turtle: string, base: string): Graph {
  return parseTurtle(`@prefix acl: <http://www.w3.org/ns/auth/acl#> . ${turtle}`, base)
}

function root(turtle: string) {
  return { url: rootAcl, of: 'https://pod.example/', graph: rules(turtle, rootAcl) }
}

/** The triples of a list, one a line and in order, with names cut short. */
function lines(graph: Graph): string[] {
  return graph
    .getQuads(null, null, null, null)
    .map(({ subject, predicate, object }) =>
      [subject, predicate, object].map((term) => short(term.value)).join(' '),
    )
    .toSorted()
}

function short(iri: string): string {
  return iri.replace(/^http.*?([^/#]*[/#][^/#]*)$/, '$1')
}

const ownerRule = `<#owner> a acl:Authorization ; acl:agent <${alice}> ;
  acl:accessTo <./> ; acl:default <./> ; acl:mode acl:Read, acl:Write, acl:Control .`

describe('copying inherited rules', () => {
  it('turns what a parent hands down into rules on the file, and says whose copy it is', () => {
    const copy = copyOf(root(ownerRule), file)

    expect(lines(copy)).toEqual(
      [
        'a.ttl.acl#inherited-owner acl#accessTo data/a.ttl',
        'a.ttl.acl#inherited-owner acl#agent card#me',
        'a.ttl.acl#inherited-owner acl#mode acl#Control',
        'a.ttl.acl#inherited-owner acl#mode acl#Read',
        'a.ttl.acl#inherited-owner acl#mode acl#Write',
        'a.ttl.acl#inherited-owner 22-rdf-syntax-ns#type acl#Authorization',
        'data/a.ttl.acl freehold#copiedFrom pod.example/.acl',
      ].toSorted(),
    )
  })

  it('hands a container down again', () => {
    const copy = copyOf(root(ownerRule), folder)

    expect(lines(copy)).toContain('.acl#inherited-owner acl#default data/')
    expect(lines(copy)).toContain('.acl#inherited-owner acl#accessTo data/')
  })

  it.each([
    [
      'is only about the parent itself',
      '<#x> a acl:Authorization ; acl:accessTo <./> ; acl:mode acl:Read ; acl:agent <urn:a> .',
    ],
    [
      'is handed down to another container',
      '<#x> a acl:Authorization ; acl:default <./elsewhere/> ; acl:mode acl:Read ; acl:agent <urn:a> .',
    ],
    ['is no authorization', '<#x> acl:default <./> ; acl:mode acl:Read ; acl:agent <urn:a> .'],
  ])('leaves out a rule that %s', (_why, turtle) => {
    expect(copyOf(root(turtle), file).size).toBe(1)
  })

  it('keeps conditions, also those that stand elsewhere in the list, and names blank nodes', () => {
    const copy = copyOf(
      root(`[] a acl:Authorization ; acl:default <./> ; acl:mode acl:Read ; acl:agent <urn:a> ;
        acl:condition [ a acl:ClientCondition ; acl:client <urn:c> ], <#issuer> .
        <#issuer> a acl:IssuerCondition ; acl:issuer <urn:i> .`),
      file,
    )

    const text = lines(copy).join('\n')
    expect(text).toContain('acl#client urn:c')
    expect(text).toContain('a.ttl.acl#inherited-issuer acl#issuer urn:i')
    expect(copy.getSubjects(null, null, null).every((each) => each.termType === 'NamedNode')).toBe(
      true,
    )
  })

  it('keeps rules apart that would get one name', () => {
    const copy = copyOf(
      root(`<#a> a acl:Authorization ; acl:default <./> ; acl:agent <urn:a> ; acl:mode acl:Read .
        <#inherited-a> a acl:Authorization ; acl:default <./> ; acl:agent <urn:b> ; acl:mode acl:Write .`),
      file,
    )

    expect(lines(copy)).toContain('a.ttl.acl#inherited-a acl#agent urn:a')
    expect(lines(copy)).toContain('a.ttl.acl#inherited-a-2 acl#agent urn:b')
  })

  it('leaves groups where they are, even one of the parent list', () => {
    const copy = copyOf(
      root(`<#a> a acl:Authorization ; acl:default <./> ; acl:agentGroup <#team> ; acl:mode acl:Read .
        <#team> <http://www.w3.org/2006/vcard/ns#hasMember> <urn:a> .`),
      file,
    )

    expect(lines(copy)).toContain('a.ttl.acl#inherited-a acl#agentGroup .acl#team')
  })
})

describe('the owner', () => {
  it('is put in control when no rule does it', () => {
    const list = withOwner(rules('', file.acl), file, alice)

    expect(lines(list)).toContain('a.ttl.acl#owner acl#mode acl#Control')
  })

  it('is not named twice when she is in control', () => {
    const list = rules(ownerRule, folder.acl)

    expect(withOwner(list, folder, alice).size).toBe(list.size)
  })

  it('is put in control of what is in a container, when she controls only the container', () => {
    const list = rules(ownerRule.replace('acl:default <./> ;', ''), folder.acl)

    expect(lines(withOwner(list, folder, alice))).toContain('.acl#owner-2 acl#default data/')
  })
})

describe('a lease', () => {
  const own = rules(ownerRule, folder.acl)

  it('stands in one rule with the owner, for Read alone', () => {
    const list = withLease(own, folder, { owner: alice, lease })

    expect(lines(list).filter((line) => line.startsWith('.acl#leases'))).toEqual([
      '.acl#leases 22-rdf-syntax-ns#type acl#Authorization',
      '.acl#leases acl#accessTo data/',
      '.acl#leases acl#agent card#me',
      '.acl#leases acl#agentGroup 1#g',
      '.acl#leases acl#default data/',
      '.acl#leases acl#mode acl#Read',
    ])
  })

  it('shares its rule with further leases', () => {
    const one = withLease(own, folder, { owner: alice, lease })
    const two = withLease(one, folder, { owner: alice, lease: other })

    expect(two.size).toBe(one.size + 1)
    expect([lease, other].every((each) => holdsLease(two, folder, each))).toBe(true)
  })

  it('changes nothing when it is there', () => {
    const once = withLease(own, folder, { owner: alice, lease })

    expect(lines(withLease(once, folder, { owner: alice, lease }))).toEqual(lines(once))
  })

  it.each(['acl:Write', 'acl:Control', 'acl:Read, acl:Write'])(
    'keeps away from a rule of its name that gives %s',
    (modes) => {
      const list = rules(
        `<#leases> a acl:Authorization ; acl:agent <${alice}> ; acl:accessTo <./> ; acl:default <./> ; acl:mode ${modes} .`,
        folder.acl,
      )
      const after = withLease(list, folder, { owner: alice, lease })

      expect(lines(after)).toContain('.acl#leases-2 acl#agentGroup 1#g')
      expect(lines(after)).not.toContain('.acl#leases acl#agentGroup 1#g')
    },
  )

  it('leaves the others in when it goes, and takes its rule along when it was the last', () => {
    const two = withLease(withLease(own, folder, { owner: alice, lease }), folder, {
      owner: alice,
      lease: other,
    })
    const one = withoutLease(two, lease)

    expect(holdsLease(one, folder, lease)).toBe(false)
    expect(holdsLease(one, folder, other)).toBe(true)
    expect(lines(withoutLease(one, other))).toEqual(lines(own))
  })
})

describe('a list without leases', () => {
  const parent = root(ownerRule)
  const copy = withOwner(copyOf(parent, file), file, alice)
  const granted = withLease(copy, file, { owner: alice, lease })

  it('is spent when it was copied, and not while a lease is left', () => {
    expect(isSpent(withoutLease(granted, lease), file)).toBe(true)
    expect(isSpent(granted, file)).toBe(false)
    expect(isSpent(rules(ownerRule, folder.acl), folder)).toBe(false)
  })

  it('is bare when it gives what would be inherited', () => {
    expect(isBareCopy(withoutLease(granted, lease), parent, file, alice)).toBe(true)
  })

  it('is not bare when somebody changed it', () => {
    const changed = withoutLease(granted, lease)
    changed.addQuads(
      rules('<#friend> acl:agent <urn:friend> .', file.acl).getQuads(null, null, null, null),
    )

    expect(isBareCopy(changed, parent, file, alice)).toBe(false)
  })

  it('is not bare when the parent hands down something else by now', () => {
    const later = root(ownerRule.replace(', acl:Write', ''))

    expect(isBareCopy(withoutLease(granted, lease), later, file, alice)).toBe(false)
  })

  it('is bare also when it carries leases that the parent has let go', () => {
    const before = root(
      `${ownerRule} <#leases> a acl:Authorization ; acl:agent <${alice}> ; acl:agentGroup <${other}> ;
        acl:accessTo <./> ; acl:default <./> ; acl:mode acl:Read .`,
    )
    const list = withLease(copyOf(before, file), file, { owner: alice, lease })

    expect(isBareCopy(withoutLease(list, lease), parent, file, alice)).toBe(true)
  })
})
