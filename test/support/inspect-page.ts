// Looks at a page as people would: no barrier, and pictures of it, small and wide, light and dark.
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { violationsIn } from './accessibility.ts'
import { desktop, phone } from './chromium.ts'

/** @param path Where the pictures go, without size, colours and ending; the next run replaces them. */
export async function inspectPage(page: Page, path: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      await page.setViewportSize(viewport)
      await page.screenshot({ path: `${path}-${size}-${colorScheme}.png`, fullPage: true })
    }
    expect(await violationsIn(page), `${path} ${colorScheme}`).toEqual([])
  }
}
