// The Link header of an answer as values. Pure. Source: RFC 8288, section 3.

export interface Link {
  /** Absolute: 'https://alice.example/data/.acl' */
  readonly target: string
  /** Relation types as written: ['acl'] */
  readonly relations: readonly string[]
}

const linkPattern =
  /<([^>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]+))?)*)/g
const parameterPattern = /;\s*([\w!#$&+.^`|~*-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]+)))?/g

/**
 * The links of a header, targets resolved against `base`; [] for none. What is malformed is left out,
 * and what is about something else than the answer (`anchor`).
 */
export function linksIn(header: string | null, base: string): Link[] {
  return [...(header ?? '').matchAll(linkPattern)].flatMap(([, target = '', text = '']) => {
    const parameters = parametersIn(text)
    if (parameters.has('anchor') || !URL.canParse(target, base)) return []
    const relations = (parameters.get('rel') ?? '').split(/\s+/).filter(Boolean)
    return [{ target: new URL(target, base).href, relations }]
  })
}

/** The targets of one relation in an answer to a request for `url`; [] when it has none. */
export function linked(response: Response, url: string, relation: string): string[] {
  return linksIn(response.headers.get('link'), response.url || url)
    .filter((link) => link.relations.includes(relation))
    .map((link) => link.target)
}

/** Parameters by name in lower case; of several with one name the first counts. */
function parametersIn(text: string): Map<string, string> {
  const found = [...text.matchAll(parameterPattern)].map(
    ([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? ''] as const,
  )
  return new Map(found.toReversed())
}
