// `npm run story`: plays the story and prints it; exit code 0 only if every step was as expected.
import { playStory } from './play.ts'

// An interrupted story ends its servers too: they are stopped when this process exits.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

try {
  const steps = await playStory((line) => console.log(line))
  console.log(`\nAll ${steps} steps went as expected.`)
} catch (error) {
  console.log('\nThis step did not go as expected; the steps after it were not played.')
  console.error(error)
  process.exitCode = 1
}
