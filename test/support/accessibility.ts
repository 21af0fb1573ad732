// axe-core in a page: what it finds wrong, in words.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly help: string
    readonly nodes: readonly { readonly target: readonly string[] }[]
  }[]
}

/** Violations of WCAG 2.2 AA and of good practice: 'color-contrast: … (sharing-page, .tag)'. */
export async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axePath, 'utf8'))
  const { violations } = await page.evaluate<AxeResult, readonly string[]>(async (values) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): unknown } }
    return (await axe.run({ runOnly: { type: 'tag', values } })) as AxeResult
  }, tags)
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join('; ')})`,
  )
}
