// Link headers, written and read. Pure. Source: RFC 8288

export interface Link {
  readonly target: string
  readonly rel: string
}

/** { target: '/a.acl', rel: 'acl' } → '</a.acl>; rel="acl"'. The target is a canonical URL. */
export function linkText({ target, rel }: Link): string {
  return `<${target}>; rel="${rel}"`
}

const mostLinks = 32

/** The targets of the links with a relation, in order; what cannot be read is left out. */
export function linkedAs(header: string | string[] | undefined, rel: string): string[] {
  const text = [header ?? []].flat().join(', ')
  const links = text.matchAll(/<([^<>]{0,2000})>([^<]{0,2000})/g)
  return [...links]
    .slice(0, mostLinks)
    .filter(([, , parameters]) => relationsOf(parameters!).includes(rel))
    .map(([, target]) => target!)
}

function relationsOf(parameters: string): string[] {
  const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? []
  return (quoted ?? plain ?? '').split(/\s+/)
}
