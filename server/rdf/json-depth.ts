// How deep JSON text is nested, by one pass over its characters. Pure.

const quote = 0x22
const backslash = 0x5c
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/** '{"a":[1]}' → 2. Brackets inside strings do not count; the text need not be valid. */
export function depthOf(text: string): number {
  let deepest = 0
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString && code === backslash) index++
    else if (code === quote) inString = !inString
    else if (!inString && opening.has(code)) deepest = Math.max(deepest, ++depth)
    else if (!inString && closing.has(code)) depth--
  }
  return deepest
}
