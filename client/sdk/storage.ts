// Finding the pod that a resource lies in. Source: https://solidproject.org/TR/protocol#storage
import { pim } from '../../vocab/generated/pim.ts'
import { linked } from './links.ts'
import type { Fetch } from './request.ts'

/** The root of the pod, found by walking up; undefined when no container on the way says that it is one. */
export async function storageOf(fetch: Fetch, resource: string): Promise<string | undefined> {
  for (let url: string | undefined = resource; url !== undefined; url = parentOf(url)) {
    const response = await fetch(url, { method: 'HEAD' })
    if (linked(response, url, 'type').includes(pim.Storage)) return url
  }
  return undefined
}

/** 'https://a.example/b/c' → 'https://a.example/b/' → 'https://a.example/' → undefined. Pure. */
export function parentOf(resource: string): string | undefined {
  const url = new URL(resource)
  if (url.pathname === '/') return undefined
  return new URL(url.pathname.endsWith('/') ? '..' : '.', url).href
}
