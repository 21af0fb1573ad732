// Section 18, Y6: what owners are told of uses, changes of access rules, and refusals.
import assert from 'node:assert/strict'
import { fh } from '../../../vocab/generated/fh.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess, onlyLink } from '../expect.ts'
import type { Row } from '../row.ts'
import { aclOf, freshDocument, put, setAcl, turtle } from '../setting.ts'
import type { Target } from '../target.ts'

interface Told {
  readonly kind: string
  readonly agent?: string
  readonly issuer?: string
  readonly client?: string
  readonly resource: string
  readonly method?: string
  readonly status?: number
  readonly leftOut?: number
}

export const rows: readonly Row[] = checks('Y6', 'M', {
  'has a log of what was done under grants, for its owner alone': async (target) => {
    const { alice } = target
    const log = await logOf(target)
    assert.ok(Array.isArray(await told(target)))
    await hasStatus(await target.bob.fetch(log), [403, 404], 'GET by Bob')
    await hasStatus(await target.anonymous(log), 401, 'GET by nobody')
    await hasStatus(await put(alice, log, ''), 405, 'PUT of the log by its owner')
    const deleted = await alice.fetch(log, { method: 'DELETE' })
    await hasStatus(deleted, 405, 'DELETE of the log by its owner')
  },
  'notes who changed which access rules, and through which app and provider': async (target) => {
    const { alice } = target
    const url = await freshDocument(target)
    const aclUrl = await aclOf(target, url)
    await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'] }])
    await isSuccess(await alice.fetch(aclUrl, { method: 'DELETE' }), 'DELETE of the ACL')
    const changes = (await told(target)).filter(({ resource }) => resource === aclUrl)
    assert.deepEqual(
      changes.map(({ kind, agent, method }) => [kind, agent, method]),
      [
        ['access-rules', alice.webId, 'DELETE'],
        ['access-rules', alice.webId, 'PUT'],
      ],
    )
    for (const { client, issuer } of changes) assert.ok(client && issuer)
  },
  'notes no change of access rules that was refused': async (target) => {
    const url = await freshDocument(target)
    const aclUrl = await aclOf(target, url)
    await hasStatus(await put(target.alice, aclUrl, 'no Turtle'), 400, 'PUT of no ACL')
    await hasStatus(await put(target.bob, aclUrl, ''), 403, 'PUT of an ACL by Bob')
    const about = (await told(target)).filter(({ resource }) => resource === aclUrl)
    assert.ok(about.every(({ kind }) => kind !== 'access-rules'))
  },
  'notes refusals of those who are signed in, or counts them': async (target) => {
    const url = await freshDocument(target)
    const before = leftOutIn(await told(target))
    await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
    const entries = await told(target)
    const noted = entries.find(({ kind, resource }) => kind === 'denied' && resource === url)
    if (noted) assert.deepEqual([noted.agent, noted.status], [target.bob.webId, 403])
    else assert.ok(leftOutIn(entries) > before, 'neither noted nor counted')
  },
  'notes nothing of those who are not signed in': async (target) => {
    const url = await freshDocument(target)
    await hasStatus(await target.anonymous(url), 401, 'GET by nobody')
    assert.ok((await told(target)).every(({ resource }) => resource !== url))
  },
  'keeps what documents say out of the log': async (target) => {
    const url = await freshDocument(target, '<#it> <#is> "quite private" .')
    await setAcl(target, url, [{ agent: 'https://nobody.example/#me', modes: ['Read'] }])
    await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
    const text = JSON.stringify(await told(target))
    assert.doesNotMatch(text, /quite private|nobody\.example/)
  },
})

/** Where the log of Alice's storage is. */
async function logOf({ alice }: Target): Promise<string> {
  const root = await alice.fetch(alice.storage, { method: 'HEAD' })
  const url = onlyLink(root, alice.storage, solid.storageDescription)
  const description = await alice.fetch(url, { headers: { accept: turtle } })
  const graph = await graphOf(description, url)
  const [log] = graph.getObjects(alice.storage, fh.accessLog, null)
  assert.ok(log, 'the storage description names no access log')
  return log.value
}

/** Everything that Alice is told. */
async function told(target: Target): Promise<Told[]> {
  const url = `${await logOf(target)}?limit=1000`
  const answer = await target.alice.fetch(url, { headers: { accept: 'application/json' } })
  await hasStatus(answer, 200, 'GET of the log by its owner')
  return (await answer.json()) as Told[]
}

function leftOutIn(entries: readonly Told[]): number {
  return entries.reduce((sum, { leftOut }) => sum + (leftOut ?? 0), 0)
}
