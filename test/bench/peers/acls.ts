// The same two containers at every peer: one that anybody may write, one that one agent may read.
import { acl } from '../../../vocab/generated/acl.ts'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { prepare } from './peer.ts'
import type { Peer } from './peer.ts'

/** Lets everybody write into `open`, and `reader` read in `own`; `owner` controls both. */
export async function writeAcls(peer: Peer, owner: string, reader: string): Promise<void> {
  const rules = [
    [peer.open, `<${acl.agentClass}> <${foaf.Agent}>`, [acl.Read, acl.Write]],
    [peer.own, `<${acl.agent}> <${reader}>`, [acl.Read]],
  ] as const
  for (const [container, who, modes] of rules) {
    await prepare(peer, `${container}kept.txt`, { type: 'text/plain', body: 'kept' })
    const text = [
      rule(container, 'owner', [`<${acl.agent}> <${owner}>`, [acl.Read, acl.Write, acl.Control]]),
      rule(container, 'others', [who, modes]),
    ].join('\n')
    await prepare(peer, `${container}.acl`, { type: 'text/turtle', body: text })
  }
}

function rule(
  container: string,
  name: string,
  [who, modes]: readonly [who: string, modes: readonly string[]],
): string {
  return `<#${name}> a <${acl.Authorization}>; ${who}; <${acl.accessTo}> <${container}>;
    <${acl.default}> <${container}>; <${acl.mode}> ${modes.map((each) => `<${each}>`).join(', ')} .`
}
