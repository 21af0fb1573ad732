// Tells a story step by step, in plain words, and stops at the first step that goes otherwise.

/** What a step says of itself, and what later steps need of it. */
export type Told<Value> = readonly [said: string, value: Value]

/**
 * Plays one step and tells how it went.
 * @throws whatever the step throws, after telling it
 */
export type Step = <Value = undefined>(
  title: string,
  play: () => Promise<Told<Value>>,
) => Promise<Value>

export interface Narrator {
  /** A heading before some steps. */
  chapter(title: string): void
  readonly step: Step
  /** How many steps went as expected so far. */
  readonly played: () => number
}

/** Counts the steps and hands every line to `tell`. */
export function narrator(tell: (line: string) => void): Narrator {
  const done: string[] = []
  return { chapter: (title) => tell(`\n${title}`), step, played: () => done.length }

  async function step<Value>(title: string, play: () => Promise<Told<Value>>): Promise<Value> {
    tell(`  ${done.length + 1}. ${title}`)
    try {
      const [said, value] = await play()
      tell(`     ✓ ${said}`)
      done.push(title)
      return value
    } catch (error) {
      tell(`     ✗ ${error instanceof Error ? error.message : String(error)}`)
      throw error
    }
  }
}
