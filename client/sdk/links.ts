// The Link header of an answer as values. Pure. Source: RFC 8288, section 3.

export interface Link {
  /** Absolute: 'https://alice.example/data/.acl' */
  readonly target: string
  /** Relation types as written: ['acl'] */
  readonly relations: readonly string[]
}

const linkPattern =
  /<([^>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]+))?)*)/g
const relationPattern = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/i

/** The links of a header, targets resolved against `base`; [] for none. What is malformed is left out. */
export function linksIn(header: string | null, base: string): Link[] {
  return [...(header ?? '').matchAll(linkPattern)].flatMap(([, target = '', parameters = '']) => {
    const relation = relationPattern.exec(parameters)
    const relations = (relation?.[1] ?? relation?.[2] ?? '').split(/\s+/).filter(Boolean)
    return URL.canParse(target, base) ? [{ target: new URL(target, base).href, relations }] : []
  })
}

/** The targets of one relation in an answer to a request for `url`; [] when it has none. */
export function linked(response: Response, url: string, relation: string): string[] {
  return linksIn(response.headers.get('link'), response.url || url)
    .filter((link) => link.relations.includes(relation))
    .map((link) => link.target)
}
