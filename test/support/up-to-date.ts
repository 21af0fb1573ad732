// Whether what was built is as new as what it is built from.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** False when something built is not there, or a source was changed, added or removed after it. */
export function isUpToDate(built: readonly string[], sources: readonly string[]): boolean {
  const oldest = Math.min(...built.map((each) => changed(join(root, each))))
  const newest = Math.max(...sources.flatMap((each) => changesIn(join(root, each))))
  return newest <= oldest
}

/** When a file was last changed; never, as 0, when it is not there. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Of a folder also the folders within: they change when a file is removed. */
function changesIn(path: string): number[] {
  if (!statSync(path).isDirectory()) return [changed(path)]
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return [path, ...inside.map((each) => join(path, each))].map(changed)
}
