// Keys as bytes: segments in UTF-8 joined by NUL, so that byte order is key order. Pure.
import type { Key } from './store.ts'

const longest = 1900

/** ['a', 'b'] → the bytes of 'a\0b\0'. @throws RangeError for a NUL inside, or more than 1,900 bytes */
export function bytesOfKey(key: Key): Buffer {
  for (const segment of key) {
    if (segment.includes('\0')) throw new RangeError('A key segment must not contain NUL')
  }
  const bytes = Buffer.from(key.map((segment) => `${segment}\0`).join(''))
  if (bytes.length > longest) throw new RangeError(`A key must not exceed ${longest} bytes`)
  return bytes
}

/** The key of some bytes that `bytesOfKey` made. */
export function keyOfBytes(bytes: Buffer): Key {
  return bytes.toString('utf8', 0, bytes.length - 1).split('\0')
}

/** The first bytes behind every key that begins with `prefix`. */
export function endOfPrefix(prefix: Buffer): Buffer {
  return Buffer.concat([prefix, Buffer.from([0xff])])
}
