// The story as a test, so that `npm test` covers it.
import { expect, it } from 'vitest'
import { playStory } from './play.ts'

it('plays from release to withdrawal over two pod providers', { timeout: 240_000 }, async () => {
  const lines: string[] = []

  const steps = await playStory((line) => void lines.push(line))

  expect(steps).toBeGreaterThan(20)
  expect(lines.join('\n')).not.toContain('✗')
})
