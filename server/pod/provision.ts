// What a new pod consists of. Pure: the caller commits the writes, with its own, under the conditions.
import { turtleType } from '../../shapes/graph.ts'
import type { Condition, Write } from '../store/store.ts'
import { aclText, ownerRule } from './access/acl-text.ts'
import type { NewRule } from './access/acl-text.ts'
import { indexText, preferencesText, profileText } from './profile-text.ts'
import { metaKey, storageKey, usedKey } from './resources/keys.ts'
import {
  aclWrites,
  containerWrites,
  documentWrites,
  membershipWrites,
  storageWrite,
} from './resources/records.ts'
import { bytesIn } from './resources/usage.ts'

export interface NewPod {
  /** 'alice': the pod is at `{baseUrl}/alice/`. */
  readonly name: string
  /** The owner: the WebID whose document the pod gets, or one elsewhere. */
  readonly webId: string
  /** The OpenID provider that the new WebID names. */
  readonly issuer: string
  /** The agent IRI of the person's mediator. */
  readonly mediator: string | undefined
  readonly displayName: string
  /** Epoch milliseconds. */
  readonly now: number
  /** 'https://pods.example', without a slash at the end. */
  readonly baseUrl: string
}

/**
 * A pod that is private, but for the profile, the public type index and `public/`; signed-in agents
 * may leave notices in the inbox. The conditions hold as long as no such pod exists.
 */
export function podWrites(pod: NewPod): { writes: Write[]; conditions: Condition[] } {
  const root = `/${pod.name}/`
  const writes = [
    storageWrite(root, { owner: pod.webId }),
    ...containerWrites(root, pod.now),
    ...containers.flatMap((name) => containerWrites(root + name, pod.now)),
    ...membershipWrites(`${root}public/`, pod.now),
    ...documents(pod).flatMap(([name, text]) => documentWrites(root + name, turtle(text), pod.now)),
    ...acls(pod).flatMap(([name, rules]) => aclOf(pod, root + name, rules)),
  ]
  const conditions: Condition[] = [
    { key: storageKey(root), absent: true },
    { key: metaKey(root), absent: true },
  ]
  return { writes: [...writes, { key: usedKey(root), add: bytesIn(writes) }], conditions }
}

const containers = ['profile/', 'inbox/', 'settings/', 'data/', 'share/', 'public/']

function documents(pod: NewPod): [string, string][] {
  const settings = `${pod.baseUrl}/${pod.name}/settings/`
  return [
    ['profile/card', profileText(pod)],
    ['settings/prefs.ttl', preferencesText(pod)],
    ['settings/publicTypeIndex.ttl', indexText(`${settings}publicTypeIndex.ttl`, 'ListedDocument')],
    [
      'settings/privateTypeIndex.ttl',
      indexText(`${settings}privateTypeIndex.ttl`, 'UnlistedDocument'),
    ],
  ]
}

function acls(pod: NewPod): [string, NewRule[]][] {
  const publicRead = { name: 'public', who: 'everyone', modes: ['Read'] } as const
  const notices = { name: 'notices', who: 'signed-in', modes: ['Append'] } as const
  return [
    ['', [ownerRule(pod.webId, true)]],
    ['profile/card', [ownerRule(pod.webId, false), { ...publicRead, inherited: false }]],
    [
      'settings/publicTypeIndex.ttl',
      [ownerRule(pod.webId, false), { ...publicRead, inherited: false }],
    ],
    ['public/', [ownerRule(pod.webId, true), { ...publicRead, inherited: true }]],
    ['inbox/', [ownerRule(pod.webId, true), { ...notices, inherited: false }]],
  ]
}

function aclOf(pod: NewPod, subject: string, rules: NewRule[]): Write[] {
  const url = pod.baseUrl + subject
  return aclWrites(subject, turtle(aclText(`${url}.acl`, url, rules)), pod.now)
}

function turtle(text: string): { type: string; bytes: Uint8Array } {
  return { type: turtleType, bytes: Buffer.from(text) }
}
