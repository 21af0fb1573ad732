// Where a request comes from, as far as it counts: attempts are counted for it. Pure.

/**
 * The address of a client, '' when there is none any more. Of IPv6 the network of 64 bits, because
 * whoever has one address there has all of it: '2001:db8:1:2::7' → '2001:db8:1:2::/64'
 */
export function addressOf({ ip = '' }: { readonly ip?: string | undefined }): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip) ?? []
  if (mapped !== undefined) return mapped
  return ip.includes(':') ? `${firstGroups(ip).join(':')}::/64` : ip
}

/** The first four of eight groups, those left out filled in. */
function firstGroups(ip: string): string[] {
  const [before = '', after] = ip.split('::')
  const [first, last] = [groupsOf(before), groupsOf(after ?? '')]
  const leftOut = Math.max(0, 8 - first.length - last.length)
  const zeros = after === undefined ? [] : Array.from({ length: leftOut }, () => '0')
  const groups = [...first, ...zeros, ...last].slice(0, 4)
  return groups.map((each) => Number.parseInt(each, 16).toString(16))
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':')
}
