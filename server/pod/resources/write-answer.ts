// Answers to writes: they tell where the resource is and how it is called now, never what is in it.
import type { Answer, Ask } from './ask.ts'
import { identify } from './identifier.ts'
import { methodHeaders } from './methods.ts'
import type { Meta } from './records.ts'
import { etagsOf } from './representation.ts'
import { linkHeader, nameLinks } from './resource-links.ts'
import { baseUrlOf, httpDate } from './response-headers.ts'

/** 201 with its URL for a resource that is new, 204 for one that was changed. */
export function writeAnswer(ask: Ask, isNew: boolean, meta: Meta | undefined): Answer {
  return isNew ? createdAnswer(ask, ask.id.path, meta) : changedAnswer(ask, meta)
}

/** 201 for the resource that came to be at `path`; containers have no ETag to tell. */
export function createdAnswer(ask: Ask, path: string, meta: Meta | undefined): Answer {
  const baseUrl = baseUrlOf(ask)
  const id = identify(path) ?? ask.id
  const links = { Link: linkHeader(nameLinks(id, baseUrl)) }
  const headers = {
    Location: baseUrl + path,
    ...links,
    ...methodHeaders(id),
    ...stateHeaders(meta),
  }
  return { status: 201, headers }
}

/** 204 for what was changed or removed. */
export function changedAnswer(ask: Ask, meta: Meta | undefined): Answer {
  const links = { Link: linkHeader(nameLinks(ask.id, baseUrlOf(ask))) }
  return { status: 204, headers: { ...links, ...methodHeaders(ask.id), ...stateHeaders(meta) } }
}

function stateHeaders(meta: Meta | undefined): Record<string, string> {
  if (!meta) return {}
  return { ETag: etagsOf(meta)[0]!, 'Last-Modified': httpDate(meta.modified) }
}
