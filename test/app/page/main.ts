// The app of the tests: the real elements over an outside that lives in this page.
import { mountApp } from '../../../client/app/mount.ts'
import { fakeApi } from './fake-api.ts'
import { today } from './sample.ts'

const world = new URLSearchParams(location.search).get('world') ?? 'usual'

await mountApp(fakeApi(world), 'https://pods.example/', () => today)
