// Section 18: security and privacy.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { acl } from '../../../vocab/generated/acl.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { vcard } from '../../../vocab/generated/vcard.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { insertPatch, n3Patch } from '../patches.ts'
import { sendRaw } from '../raw.ts'
import type { Row } from '../row.ts'
import { aclOf, freshContainer, freshDocument, jsonLd, patch, put, setAcl } from '../setting.ts'
import { turtle } from '../setting.ts'
import { withSite } from '../site.ts'
import { contentOf } from '../things.ts'

const refused = [400, 413, 422]

export const rows: readonly Row[] = [
  ...checks('Y1', 'M', {
    'gives cookies no say, beside credentials or instead of them': async (target) => {
      const url = await freshDocument(target)
      const headers = { cookie: 'webid=alice; session=1' }
      await hasStatus(await target.anonymous(url, { headers }), 401, 'GET with a cookie')
      await hasStatus(await target.bob.fetch(url, { headers }), 403, 'GET by Bob with a cookie')
      const set = (await target.alice.fetch(url)).headers.get('set-cookie')
      assert.equal(set, null)
    },
    'does not take the word of a header for who asks': async (target) => {
      const url = await freshDocument(target)
      const headers = {
        'x-webid': target.alice.webId,
        'x-forwarded-user': 'alice',
        from: target.alice.webId,
        'on-behalf-of': target.alice.webId,
      }
      await hasStatus(await target.anonymous(url, { headers }), 401, 'GET with such headers')
    },
    'says nothing about its insides when it refuses': async (target) => {
      const url = await freshDocument(target)
      const refusals = [
        await target.anonymous(url),
        await target.bob.fetch(url),
        await target.alice.fetch(`${url}-not`),
        await put(target.alice, url, '', turtle, { 'if-none-match': '*' }),
      ]
      for (const response of refusals) {
        assert.doesNotMatch(await response.text(), /node_modules|\n\s+at |\.[jt]s:\d/)
        assert.equal(response.headers.get('x-powered-by'), null)
      }
    },
  }),
  ...checks('Y2', 'M', {
    'follows no long chain of redirects': (target) =>
      withSite(
        (req, res) => {
          const hop = Number(req.url?.slice(1) ?? 0)
          res.writeHead(302, { location: `/${hop + 1}` }).end()
        },
        async ({ origin, asked }) => {
          const url = await freshDocument(target)
          await setAcl(target, url, [{ agentGroup: `${origin}/0#g`, modes: ['Read'] }])
          await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
          assert.ok(asked.length <= 4, `${asked.length} redirects were followed`)
        },
      ),
    'does not swallow a document without end': (target) =>
      withSite(
        (_req, res) => {
          res.setHeader('content-type', turtle)
          res.write(`<#g> <${vcard.hasMember}> <${target.bob.webId}> .\n`)
          res.end('# filling\n'.repeat(300_000))
        },
        async ({ origin }) => {
          const url = await freshDocument(target)
          await setAcl(target, url, [{ agentGroup: `${origin}/#g`, modes: ['Read'] }])
          await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
        },
      ),
    'does not wait for a site that never answers': (target) =>
      withSite(
        () => undefined,
        async ({ origin }) => {
          const url = await freshDocument(target)
          await setAcl(target, url, [{ agentGroup: `${origin}/#g`, modes: ['Read'] }])
          await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
        },
      ),
    'asks no address that is not public for members': (target) =>
      withSite(
        (_req, res) =>
          void res
            .setHeader('content-type', turtle)
            .end(`<#g> <${vcard.hasMember}> <${target.bob.webId}> .`),
        async ({ origin, asked }) => {
          const url = await freshDocument(target)
          // Leads to this machine, too, but is no name of it that anybody would use.
          const group = `${origin.replace('localhost', '0.0.0.0')}/#g`
          await setAcl(target, url, [{ agentGroup: group, modes: ['Read'] }])
          await hasStatus(await target.bob.fetch(url), 403, 'GET by Bob')
          assert.equal(asked.length, 0, 'the address was asked')
        },
      ),
  }),
  ...checks('Y3', 'M', {
    'sandboxes pages and pictures that people upload': async (target) => {
      for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml']) {
        const url = await freshDocument(target, '<p xmlns="x">hello</p>', type)
        const { headers } = await target.alice.fetch(url, { headers: { accept: '*/*' } })
        assert.match(headers.get('content-security-policy') ?? '', /\bsandbox\b/, type)
        assert.equal(headers.get('x-content-type-options'), 'nosniff')
      }
    },
    'sandboxes a page that everybody may read, under any name': async (target) => {
      const url = `${await freshContainer(target)}index.html`
      await isSuccess(await put(target.alice, url, '<script>1</script>', 'text/html'), 'PUT')
      await setAcl(target, url, [{ agentClass: foaf.Agent, modes: ['Read'] }])
      const { headers } = await target.anonymous(url, { headers: { accept: 'text/html' } })
      assert.match(headers.get('content-security-policy') ?? '', /\bsandbox\b/)
    },
    'lets nothing uploaded be guessed to be something else': async (target) => {
      const url = await freshDocument(target, '<script>1</script>', 'text/plain')
      const { headers } = await target.alice.fetch(url)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
    },
  }),
  ...checks('Y4', 'M', {
    'refuses JSON-LD that is nested beyond measure': async (target) => {
      const url = `${await freshContainer(target)}deep`
      const deep = `${'{"urn:a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
      await hasStatus(await put(target.alice, url, deep, jsonLd), refused, 'PUT')
      assert.equal(await contentOf(target, url), undefined)
    },
    'is not broken by Turtle that is nested beyond measure': async (target) => {
      const url = `${await freshContainer(target)}deep`
      const deep = `<#a> <#b> ${'[ <#b> '.repeat(10_000)}1${' ]'.repeat(10_000)} .`
      const written = await put(target.alice, url, deep)
      await hasStatus(written, [201, ...refused], 'PUT')
      const read = await target.alice.fetch(url, { headers: { accept: jsonLd } })
      await hasStatus(read, written.ok ? 200 : 404, 'GET of it as JSON-LD')
    },
    'refuses patches that are nested beyond measure': async (target) => {
      const url = await freshDocument(target)
      const deep = insertPatch(`<#a> <#b> ${'{ <#c> <#d> '.repeat(5_000)}1${' }'.repeat(5_000)} .`)
      await hasStatus(await patch(target.alice, url, deep), refused, 'PATCH')
    },
    'refuses patches beyond measure': async (target) => {
      const url = await freshDocument(target)
      const long = insertPatch(`<#a> <#b> "${'x'.repeat(2_000_000)}" .`)
      await hasStatus(await patch(target.alice, url, long), 413, 'PATCH of 2 MB')
    },
    'refuses headers beyond measure': async ({ baseUrl, alice }) => {
      const path = new URL(alice.storage).pathname
      const headers = { 'x-long': 'x'.repeat(20_000) }
      await hasStatus(await sendRaw(baseUrl, { path, headers }), 431, 'GET with a long header')
    },
    'refuses paths beyond measure': async (target) => {
      const url = `${target.alice.storage}${'x'.repeat(6_000)}`
      await hasStatus(await put(target.alice, url, '', turtle), [400, 414], 'PUT with a long path')
    },
    'answers others while one sends slowly': async (target) => {
      const url = await freshDocument(target)
      const signed = await target.alice.sign('PUT', `${url}-slow`)
      const headers = { ...signed, 'content-type': 'text/plain', 'content-length': 1000 }
      const slow = request(`${url}-slow`, { method: 'PUT', headers })
      slow.on('error', () => undefined)
      slow.write('only the beginning')
      await hasStatus(await target.alice.fetch(url), 200, 'GET meanwhile')
      await hasStatus(await put(target.alice, `${url}-fast`, '<#a> <#b> 1 .'), 201, 'PUT meanwhile')
      slow.destroy()
    },
  }),
  ...checks('Y5', 'M', {
    'does not let patches probe for what those who send them may not read': async (target) => {
      const url = await freshDocument(target, '<#it> <#is> "secret" .')
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Append', 'Write'] }])
      for (const guess of ['secret', 'public']) {
        const text = n3Patch({ deletes: `<#it> <#is> "${guess}" .` })
        await hasStatus(await patch(target.bob, url, text), 403, `PATCH that deletes "${guess}"`)
      }
      assert.equal(await contentOf(target, url), '<#it> <#is> "secret" .')
    },
  }),
  ...checks('Y7', 'M', {
    'ties the control of owners to no app and no issuer': async (target) => {
      const { alice } = target
      const aclUrl = await aclOf(target, alice.storage)
      const graph = await graphOf(await alice.fetch(aclUrl), aclUrl)
      const rules = graph.getSubjects(acl.mode, acl.Control, null)
      const hers = rules.filter((rule) => graph.countQuads(rule, acl.agent, alice.webId, null))
      assert.ok(hers.length > 0, 'no rule gives the owner control')
      const free = hers.filter((rule) => !graph.countQuads(rule, acl.condition, null, null))
      assert.equal(free.length, hers.length)
    },
    'keeps owners in control under conditions that do not hold any more': async (target) => {
      const url = await freshDocument(target)
      const aclUrl = await aclOf(target, url)
      const text = `@prefix acl: <${acl['']}> . <#r> a acl:Authorization ; acl:accessTo <${url}> ;
        acl:agent <${target.alice.webId}> ; acl:mode acl:Control, acl:Read ;
        acl:condition [ a acl:ClientCondition ; acl:client <https://gone.example/app> ] .`
      await isSuccess(await put(target.alice, aclUrl, text), 'PUT of the ACL')
      await hasStatus(await target.alice.fetch(url), 403, 'GET by the owner with another app')
      await hasStatus(await target.alice.fetch(aclUrl), 200, 'GET of the ACL by the owner')
    },
  }),
]
