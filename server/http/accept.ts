// Content negotiation. Pure. Source: RFC 9110 §12.5.1

interface MediaRange {
  readonly type: string
  readonly subtype: string
  readonly quality: number
}

const mostRanges = 100

/**
 * The offered media type that the Accept header likes best; among equals the first offered;
 * undefined when none is acceptable. Without the header everything is. Parameters other than q are
 * not compared. negotiate('text/*;q=0.5, application/ld+json', […]) → 'application/ld+json'
 */
export function negotiate(
  accept: string | undefined,
  offered: readonly string[],
): string | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0]
  const ranges = accept.split(',', mostRanges).flatMap(mediaRange)
  let best: string | undefined
  let bestQuality = 0
  for (const each of offered) {
    const quality = qualityOf(each, ranges)
    if (quality > bestQuality) [best, bestQuality] = [each, quality]
  }
  return best
}

function mediaRange(text: string): MediaRange[] {
  const [range = '', ...parameters] = text.split(';').map((each) => each.trim().toLowerCase())
  const [type, subtype, ...rest] = range.split('/')
  if (!type || !subtype || rest.length > 0) return []
  const q = parameters.find((each) => each.startsWith('q='))?.slice(2)
  const quality = q === undefined ? 1 : Number(q)
  return quality >= 0 && quality <= 1 ? [{ type, subtype, quality }] : []
}

/** The quality of the most specific range that fits; 0 when none does. */
function qualityOf(offer: string, ranges: readonly MediaRange[]): number {
  const [type, subtype] = offer.split('/')
  const fitting =
    ranges.find((each) => each.type === type && each.subtype === subtype) ??
    ranges.find((each) => each.type === type && each.subtype === '*') ??
    ranges.find((each) => each.type === '*' && each.subtype === '*')
  return fitting?.quality ?? 0
}
