// An authenticator in software, for tests without a browser: makes passkeys and proves them, and can be
// told to do it wrong. Source: Web Authentication Level 3, §6.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

export interface Options {
  readonly challenge: string
  readonly rp?: { readonly id: string }
  readonly rpId?: string
  readonly user?: { readonly id: string }
}

/** What an honest authenticator says, to be changed. */
export interface Lies {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  readonly userVerified?: boolean
  readonly counter?: number
  readonly userHandle?: string
  /** In place of no attestation. */
  readonly attestation?: { readonly fmt: string; readonly attStmt: ReadonlyMap<string, unknown> }
}

export type Authenticator = ReturnType<typeof openAuthenticator>

/** One authenticator with one passkey, once it has made it. */
export function openAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const state = { counter: 0, handle: '' }
  return { make, prove, id: id.toString('base64url') }

  function make(options: Options, lies: Lies = {}): string {
    state.handle = options.user?.id ?? ''
    const { fmt = 'none', attStmt = new Map() } = lies.attestation ?? {}
    const key = coseKey(publicKey)
    const authData = Buffer.concat([
      authenticatorData(options.rp!.id, 0x40, lies),
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
      key,
    ])
    const attestationObject = cbor(
      new Map<string, unknown>([
        ['fmt', fmt],
        ['attStmt', attStmt],
        ['authData', authData],
      ]),
    )
    return answer({
      clientDataJSON: clientData('webauthn.create', options, lies),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    })
  }

  function prove(options: Options, lies: Lies = {}): string {
    const authData = authenticatorData(options.rpId!, 0, { counter: ++state.counter, ...lies })
    const clientDataJSON = clientData('webauthn.get', options, lies)
    const digest = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
    return answer({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', Buffer.concat([authData, digest]), privateKey).toString(
        'base64url',
      ),
      userHandle: lies.userHandle ?? state.handle,
    })
  }

  function answer(response: object): string {
    const name = id.toString('base64url')
    const rest = { type: 'public-key', clientExtensionResults: {} }
    return JSON.stringify({ id: name, rawId: name, response, ...rest })
  }

  function clientData(type: string, options: Options, lies: Lies): string {
    const { challenge } = options
    const data = { type, challenge, origin, crossOrigin: false }
    const told = Object.fromEntries(
      Object.entries({ ...data, ...lies }).filter(([name]) => Object.hasOwn(data, name)),
    )
    return Buffer.from(JSON.stringify(told)).toString('base64url')
  }
}

function authenticatorData(rpId: string, flags: number, lies: Lies): Buffer {
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(lies.counter ?? 0)
  const verified = lies.userVerified === false ? 0 : 0x04
  const hash = createHash('sha256')
    .update(lies.rpId ?? rpId)
    .digest()
  return Buffer.concat([hash, Buffer.from([0x01 | verified | flags]), counter])
}

function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' })
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ]),
  )
}

/** The part of CBOR that is needed here. Source: RFC 8949. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  const entries = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(cbor)])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}
