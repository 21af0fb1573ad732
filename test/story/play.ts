// The main job from release to withdrawal, over two pod providers.
import { logs, expiry, failure, withdrawal } from './ending.ts'
import { narrator } from './narrator.ts'
import { people, releases } from './people.ts'
import { querying } from './querying.ts'
import { sharing } from './sharing.ts'
import { setStage } from './stage.ts'

/**
 * Plays the whole story and hands every line of it to `tell`; how many steps it had. Leaves nothing
 * running and no files, however it ends.
 * @throws what the first step throws that does not go as expected
 */
export async function playStory(tell: (line: string) => void): Promise<number> {
  const telling = narrator(tell)
  await using stage = await setStage(telling)
  const cast = await people(stage, telling)
  await releases(stage, cast, telling)
  await sharing(stage, cast, telling)
  await querying(stage, cast, telling)
  await logs(stage, cast, telling)
  await expiry(stage, cast, telling)
  await withdrawal(stage, cast, telling)
  await failure(stage, cast, telling)
  return telling.played()
}
