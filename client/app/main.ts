// The page people open: the app over the SDK.
import { mountApp } from './mount.ts'
import { sdkApi } from './state/sdk-api.ts'

const home = new URL('/', location.href).href

await mountApp(sdkApi(home), home)
