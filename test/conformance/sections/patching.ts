// Section 8: what N3 patches can be about, and how they are written.
import assert from 'node:assert/strict'
import { acl } from '../../../vocab/generated/acl.ts'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { becomes, refuses } from '../patch-checks.ts'
import { insertPatch, n3Document, n3Patch } from '../patches.ts'
import type { Row } from '../row.ts'
import { aclOf, freshContainer, freshDocument, jsonLd, patch, setAcl, turtle } from '../setting.ts'
import type { Target } from '../target.ts'
import { contentOf, descriptionOf, membersOf } from '../things.ts'

const some = '<#it> <#is> "here" .'
const more = '<#it> <#was> "there" .'
const typeOnly = '<#patch> a solid:InsertDeletePatch'

export const rows: readonly Row[] = [
  ...checks('N1', 'M', {
    'patches Turtle': becomes(some, insertPatch(more), some + more),
    'patches JSON-LD, which stays JSON-LD': async (target) => {
      const url = await freshDocument(target, '{"@id": "#it", "urn:is": "here"}', jsonLd)
      await isSuccess(await patch(target.alice, url, insertPatch(more)), 'PATCH of JSON-LD')
      const answer = await target.alice.fetch(url)
      assert.match(answer.headers.get('content-type') ?? '', /^application\/ld\+json\b/)
      const text = await answer.text()
      assert.ok(text.includes('here') && text.includes('there'), text)
    },
    'patches an ACL': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [])
      const aclUrl = await aclOf(target, url)
      await isSuccess(await patch(target.alice, aclUrl, insertPatch(more)), 'PATCH of an ACL')
      await hasTriple(target, aclUrl, 'there')
    },
    'patches a description': async (target) => {
      const url = await descriptionOf(target, await freshDocument(target))
      await isSuccess(await patch(target.alice, url, insertPatch(more)), 'PATCH of a description')
      await hasTriple(target, url, 'there')
    },
    'creates Turtle where nothing was, whatever the name': async (target) => {
      const container = await freshContainer(target)
      const url = `${container}a/x.txt`
      await hasStatus(await patch(target.alice, url, insertPatch(some)), 201, 'PATCH of nothing')
      await hasTriple(target, url, 'here')
      assert.deepEqual(await membersOf(target, `${container}a/`), [url])
    },
  }),
  ...checks('N2', 'M', {
    'refuses what is no N3 with 400': refuses(some, n3Document('<#patch> a'), 400),
    'refuses N3 that is no patch with 422': refuses(some, more, 422),
    'answers 409 when nothing matches': refuses(some, n3Patch({ where: more }), 409),
    'refuses a patch type that it does not know with 415': refuses(
      some,
      insertPatch(more),
      415,
      'text/x-unknown-patch',
    ),
    'refuses to patch what is no RDF with 415': async (target) => {
      const url = await freshDocument(target, 'text', 'text/plain')
      await hasStatus(await patch(target.alice, url, insertPatch(more)), 415, 'PATCH of text')
      assert.equal(await contentOf(target, url), 'text')
    },
    'creates nothing when a patch of nothing is refused': async (target) => {
      const url = `${await freshContainer(target)}nothing`
      await hasStatus(await patch(target.alice, url, n3Patch({ deletes: some })), 409, 'PATCH')
      await hasStatus(await patch(target.alice, url, n3Document('.')), 400, 'PATCH')
      assert.equal(await contentOf(target, url), undefined)
    },
  }),
  ...checks('N3', 'M', {
    'refuses a patch without a type': refuses(
      some,
      n3Document(`<#patch> solid:inserts { ${more} } .`),
      422,
    ),
    'refuses two patches in one': refuses(
      some,
      n3Document(`${typeOnly} ; solid:inserts { ${more} } . <#other> a solid:InsertDeletePatch .`),
      422,
    ),
    'takes a patch with a blank node for a name': becomes(
      some,
      n3Document(`_:patch a solid:InsertDeletePatch ; solid:inserts { ${more} } .`),
      some + more,
    ),
    'takes a patch of both types': becomes(
      some,
      n3Document(`${typeOnly}, solid:Patch ; solid:inserts { ${more} } .`),
      some + more,
    ),
  }),
  ...checks('N4', 'M', {
    ...Object.fromEntries(
      ['where', 'inserts', 'deletes'].map((name) => [
        `refuses solid:${name} twice`,
        refuses(
          some,
          n3Document(`${typeOnly} ; solid:${name} { ${some} } , { <#a> <#b> <#c> } .`),
          422,
        ),
      ]),
    ),
    'ignores triples about other things': becomes(
      some,
      n3Document(`${typeOnly} ; solid:inserts { ${more} } . <#else> <#says> "a", "b" .`),
      some + more,
    ),
    'takes a patch that does nothing': becomes(some, n3Document(`${typeOnly} .`), some),
    'takes empty formulae': becomes(some, n3Patch({ where: '', deletes: '', inserts: '' }), some),
  }),
  ...checks('N5', 'M', {
    'refuses a formula in a formula': refuses(
      some,
      insertPatch('<#it> <#says> { <#a> <#b> <#c> } .'),
      422,
    ),
    'refuses implications': refuses(
      some,
      insertPatch('{ <#a> <#b> <#c> } => { <#d> <#e> <#f> } .'),
      422,
    ),
    'refuses a literal in place of a formula': refuses(
      some,
      n3Document(`${typeOnly} ; solid:inserts "triples" .`),
      422,
    ),
    'refuses an IRI in place of a formula': refuses(
      some,
      n3Document(`${typeOnly} ; solid:deletes <#triples> .`),
      422,
    ),
    'refuses a list in place of a formula': refuses(
      some,
      n3Document(`${typeOnly} ; solid:where ( <#a> <#b> ) .`),
      422,
    ),
  }),
  ...checks('N6', 'M', {
    'refuses to insert a variable that nothing binds': refuses(
      some,
      n3Patch({ where: some, inserts: '<#it> <#was> ?unknown .' }),
      422,
    ),
    'refuses to delete a variable that nothing binds': refuses(
      some,
      n3Patch({ deletes: '<#it> <#is> ?unknown .' }),
      422,
    ),
  }),
  ...checks('N12', 'M', {
    'lets no patch of a container change what it contains': async (target) => {
      const url = await freshContainer(target)
      const triple = `<> <${ldp.contains}> <made-up> .`
      await hasStatus(await patch(target.alice, url, insertPatch(triple)), 409, 'PATCH')
      assert.deepEqual(await membersOf(target, url), [])
    },
    'lets no patch take a member away': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('.', url).href
      const deletes = `<> <${ldp.contains}> <document> .`
      await hasStatus(await patch(target.alice, container, n3Patch({ deletes })), 409, 'PATCH')
      assert.deepEqual(await membersOf(target, container), [url])
    },
    'lets no patch take control of the root from everybody': async (target) => {
      const carol = await target.newcomer()
      const aclUrl = await aclOf(target, carol.storage, carol)
      const before = await graphOf(await carol.fetch(aclUrl), aclUrl)
      const rules = before.getQuads(null, acl.mode, acl.Control, null)
      const deletes = rules
        .map(({ subject }) => `<${subject.value}> <${acl.mode}> <${acl.Control}> .`)
        .join(' ')
      assert.ok(rules.length > 0, 'nobody controls the root')
      await hasStatus(await patch(carol, aclUrl, n3Patch({ deletes })), 409, 'PATCH')
      const after = await graphOf(await carol.fetch(aclUrl), aclUrl)
      assert.equal(after.countQuads(null, acl.mode, acl.Control, null), rules.length)
    },
  }),
]

async function hasTriple({ alice }: Target, url: string, value: string): Promise<void> {
  const graph = await graphOf(await alice.fetch(url, { headers: { accept: turtle } }), url)
  const values = graph.getObjects(null, null, null).map((each) => each.value)
  assert.ok(values.includes(value), `${url} has no triple with "${value}"`)
}
