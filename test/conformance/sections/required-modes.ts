// Section 10.3: which modes a request needs, line by line, and that fewer do not do.
import { insertPatch, n3Patch } from '../patches.ts'
import { modesRow } from '../modes-row.ts'
import type { Scene } from '../modes-row.ts'
import type { Row } from '../row.ts'
import { aclOf, aclText, patch, put, post, turtle } from '../setting.ts'
import { descriptionOf } from '../things.ts'

const body = '<#it> <#is> "written by Bob" .'
const inserted = insertPatch('<#it> <#is> "inserted by Bob" .')
const deletion = n3Patch({ deletes: '<#it> <#is> "here" .' })
const search = n3Patch({ where: '<#it> <#is> ?what .', inserts: '<#it> <#was> ?what .' })

const get: Scene = { what: 'GET', act: ({ bob }, url) => bob.fetch(url) }
const head: Scene = { what: 'HEAD', act: ({ bob }, url) => bob.fetch(url, { method: 'HEAD' }) }
const options: Scene = {
  what: 'OPTIONS',
  act: ({ bob }, url) => bob.fetch(url, { method: 'OPTIONS' }),
}
const optionsOfNothing: Scene = { ...options, what: 'OPTIONS of nothing', path: 'nothing' }
const replace: Scene = { what: 'PUT of what is there', act: ({ bob }, url) => put(bob, url, body) }
const create: Scene = { ...replace, what: 'PUT of something new', path: 'new' }
const createDeep: Scene = { ...replace, what: 'PUT two containers deeper', path: 'a/b/new' }
const createContainer: Scene = {
  what: 'PUT of a new container',
  path: 'new/',
  act: ({ bob }, url) => put(bob, url, '', turtle),
}
const insert: Scene = {
  what: 'PATCH that inserts',
  act: ({ bob }, url) => patch(bob, url, inserted),
}
const remove: Scene = {
  what: 'PATCH that deletes',
  act: ({ bob }, url) => patch(bob, url, deletion),
}
const look: Scene = {
  what: 'PATCH that looks for something',
  act: ({ bob }, url) => patch(bob, url, search),
}
const insertNew: Scene = { ...insert, what: 'PATCH that creates', path: 'new' }
const insertDeep: Scene = { ...insert, what: 'PATCH that creates a container too', path: 'a/new' }
const postInto: Scene = {
  what: 'POST to the container',
  path: '',
  act: ({ bob }, url) => post(bob, url, 'text', 'text/plain'),
}
const deleteDocument: Scene = {
  what: 'DELETE of a document',
  act: ({ bob }, url) => bob.fetch(url, { method: 'DELETE' }),
}
const deleteContainer: Scene = {
  ...deleteDocument,
  what: 'DELETE of an empty container',
  path: 'empty/',
  prepare: ({ alice }, url) => put(alice, url, ''),
}
const deleteNothing: Scene = { ...deleteDocument, what: 'DELETE of nothing', path: 'nothing' }

const readAcl: Scene = {
  what: 'GET of the ACL of the container',
  path: '',
  act: async (target, url) => target.bob.fetch(await aclOf(target, url)),
}
const headAcl: Scene = {
  what: 'HEAD of the ACL of the container',
  path: '',
  act: async (target, url) => target.bob.fetch(await aclOf(target, url), { method: 'HEAD' }),
}
const putAcl: Scene = {
  what: 'PUT of an ACL',
  act: async (target, url) => {
    const rules = [{ agent: target.alice.webId, modes: ['Read', 'Control'] }] as const
    return put(target.bob, await aclOf(target, url), aclText(url, rules))
  },
}
const patchAcl: Scene = {
  what: 'PATCH of the ACL of the container',
  path: '',
  act: async (target, url) => patch(target.bob, await aclOf(target, url), inserted),
}
const deleteAcl: Scene = {
  what: 'DELETE of the ACL of the container',
  path: '',
  act: async (target, url) => target.bob.fetch(await aclOf(target, url), { method: 'DELETE' }),
}

const readDescription: Scene = {
  what: 'GET of the description',
  prepare: async (target, url) =>
    patch(target.alice, await descriptionOf(target, url), insertPatch('<#it> <#is> "here" .')),
  act: async (target, url) => target.bob.fetch(await descriptionOf(target, url)),
}
const insertDescription: Scene = {
  ...readDescription,
  what: 'PATCH that inserts into the description',
  act: async (target, url) => patch(target.bob, await descriptionOf(target, url), inserted),
}
const deleteInDescription: Scene = {
  ...readDescription,
  what: 'PATCH that deletes from the description',
  act: async (target, url) => patch(target.bob, await descriptionOf(target, url), deletion),
}

const done = [200, 201, 204, 205]
const refused = [403]

export const rows: readonly Row[] = [
  modesRow(get, { onTarget: ['Read'], onContainer: [], status: [200] }),
  modesRow(get, {
    onTarget: ['Write', 'Append', 'Control'],
    onContainer: ['Read'],
    status: refused,
  }),
  modesRow(head, { onTarget: ['Read'], onContainer: [], status: [200] }),
  modesRow(head, { onTarget: ['Write', 'Control'], onContainer: ['Read'], status: refused }),
  modesRow(options, { onTarget: [], onContainer: [], status: [204] }),
  modesRow(optionsOfNothing, { onTarget: [], onContainer: [], status: [204] }),

  modesRow(replace, { onTarget: ['Write'], onContainer: [], status: done }),
  modesRow(replace, {
    onTarget: ['Append', 'Read', 'Control'],
    onContainer: ['Write'],
    status: refused,
  }),
  modesRow(create, { onTarget: ['Write'], onContainer: ['Append'], status: [201] }),
  modesRow(create, { onTarget: ['Write'], onContainer: ['Write'], status: [201] }),
  modesRow(create, { onTarget: ['Write'], onContainer: ['Read', 'Control'], status: refused }),
  modesRow(create, { onTarget: ['Append'], onContainer: ['Append'], status: refused }),
  modesRow(create, { onTarget: ['Read', 'Control'], onContainer: ['Write'], status: refused }),
  modesRow(createContainer, { onTarget: ['Write'], onContainer: ['Append'], status: [201] }),
  modesRow(createContainer, { onTarget: ['Write'], onContainer: ['Read'], status: refused }),
  modesRow(createDeep, { onTarget: ['Write'], onContainer: ['Append'], status: [201] }),
  modesRow(createDeep, { onTarget: ['Write'], onContainer: ['Read'], status: refused }),
  modesRow(createDeep, { onTarget: ['Read'], onContainer: ['Append'], status: refused }),

  modesRow(insert, { onTarget: ['Append'], onContainer: [], status: done }),
  modesRow(insert, { onTarget: ['Write'], onContainer: [], status: done }),
  modesRow(insert, { onTarget: ['Read', 'Control'], onContainer: ['Write'], status: refused }),
  modesRow(remove, { onTarget: ['Read', 'Write'], onContainer: [], status: done }),
  modesRow(remove, { onTarget: ['Write'], onContainer: ['Read'], status: refused }),
  modesRow(remove, { onTarget: ['Read', 'Append'], onContainer: ['Write'], status: refused }),
  modesRow(look, { onTarget: ['Read', 'Append'], onContainer: [], status: done }),
  modesRow(look, { onTarget: ['Append'], onContainer: ['Read'], status: refused }),
  modesRow(look, { onTarget: ['Read'], onContainer: ['Append'], status: refused }),
  modesRow(insertNew, { onTarget: ['Append'], onContainer: ['Append'], status: [201] }),
  modesRow(insertNew, { onTarget: ['Append'], onContainer: ['Write'], status: [201] }),
  modesRow(insertNew, { onTarget: ['Append'], onContainer: ['Read'], status: refused }),
  modesRow(insertNew, { onTarget: ['Read'], onContainer: ['Append'], status: refused }),
  modesRow(insertDeep, { onTarget: ['Append'], onContainer: ['Append'], status: [201] }),
  modesRow(insertDeep, { onTarget: ['Append'], onContainer: ['Read'], status: refused }),

  modesRow(postInto, { onTarget: [], onContainer: ['Append'], status: [201] }),
  modesRow(postInto, { onTarget: [], onContainer: ['Write'], status: [201] }),
  modesRow(postInto, { onTarget: ['Write'], onContainer: ['Read', 'Control'], status: refused }),

  modesRow(deleteDocument, { onTarget: ['Write'], onContainer: ['Write'], status: done }),
  modesRow(deleteDocument, { onTarget: ['Write'], onContainer: ['Append'], status: refused }),
  modesRow(deleteDocument, {
    onTarget: ['Read', 'Append'],
    onContainer: ['Write'],
    status: refused,
  }),
  modesRow(deleteContainer, { onTarget: ['Read', 'Write'], onContainer: ['Write'], status: done }),
  modesRow(deleteContainer, { onTarget: ['Write'], onContainer: ['Write'], status: refused }),
  modesRow(deleteContainer, {
    onTarget: ['Read', 'Write'],
    onContainer: ['Append'],
    status: refused,
  }),
  modesRow(deleteContainer, {
    onTarget: ['Read', 'Append'],
    onContainer: ['Write'],
    status: refused,
  }),
  modesRow(deleteNothing, {
    onTarget: ['Read', 'Write'],
    onContainer: ['Read', 'Write'],
    status: [404],
  }),
  modesRow(deleteNothing, { onTarget: ['Write'], onContainer: ['Write'], status: refused }),
  modesRow(deleteNothing, { onTarget: ['Read'], onContainer: ['Read'], status: [403, 404] }),

  modesRow(readAcl, { onTarget: [], onContainer: ['Control'], status: [200] }),
  modesRow(readAcl, { onTarget: ['Control'], onContainer: ['Read', 'Write'], status: refused }),
  modesRow(headAcl, { onTarget: [], onContainer: ['Control'], status: [200] }),
  modesRow(headAcl, { onTarget: ['Control'], onContainer: ['Read', 'Write'], status: refused }),
  modesRow(putAcl, { onTarget: ['Control'], onContainer: [], status: done }),
  modesRow(putAcl, { onTarget: ['Read', 'Write'], onContainer: ['Control'], status: refused }),
  modesRow(patchAcl, { onTarget: [], onContainer: ['Control'], status: done }),
  modesRow(patchAcl, { onTarget: ['Control'], onContainer: ['Read', 'Write'], status: refused }),
  modesRow(deleteAcl, { onTarget: [], onContainer: ['Control'], status: done }),
  modesRow(deleteAcl, { onTarget: ['Control'], onContainer: ['Read', 'Write'], status: refused }),

  modesRow(readDescription, { onTarget: ['Read'], onContainer: [], status: [200] }),
  modesRow(readDescription, {
    onTarget: ['Write', 'Control'],
    onContainer: ['Read'],
    status: refused,
  }),
  modesRow(insertDescription, { onTarget: ['Append'], onContainer: [], status: done }),
  modesRow(insertDescription, {
    onTarget: ['Read', 'Control'],
    onContainer: ['Write'],
    status: refused,
  }),
  modesRow(deleteInDescription, { onTarget: ['Read', 'Write'], onContainer: [], status: done }),
  modesRow(deleteInDescription, { onTarget: ['Write'], onContainer: ['Read'], status: refused }),
]
