// Sizes as people write them.
import { UsageError } from './usage.ts'

const units = new Map([
  ['', 1],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
  ['TiB', 1024 ** 4],
])

/** '1.5GiB' → 1610612736. @throws UsageError for what is no size above zero */
export function bytesOf(option: string, size: string): number {
  const [, digits = '', name = ''] =
    /^(\d{1,6}(?:\.\d{1,3})?|\d{1,15})\s?([KMGT]iB|)$/.exec(size) ?? []
  const bytes = Math.floor(Number(digits) * (units.get(name) ?? Number.NaN))
  if (digits !== '' && bytes > 0) return bytes
  throw new UsageError(`--${option} is a size such as 500MiB, 10GiB, or a number of bytes`)
}
