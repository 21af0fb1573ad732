// What a data folder is bound to from its first start: its address, and whether it is a demo.
import { CannotStart } from './config.ts'
import type { Store } from './store/store.ts'

interface Start {
  readonly baseUrl: string
  readonly demo: boolean
}

const demoKey = ['server', 'demo']
const addressKey = ['server', 'base-url']

/**
 * Demo accounts have passwords that everybody knows, so their data opens as a demo only; and every
 * WebID, grant and document in a store contains the address that it was made under.
 * @throws CannotStart, before anything else is read or written
 */
export async function checkMarks(store: Store, { baseUrl, demo }: Start): Promise<void> {
  const [demoMark, address] = await Promise.all([store.get(demoKey), store.get(addressKey)])
  if (demoMark && !demo) {
    throw new CannotStart('This data folder holds demo accounts: choose another --data')
  }
  const former = address && Buffer.from(address.value).toString()
  if (former !== undefined && former !== baseUrl) {
    throw new CannotStart(
      `This data folder belongs to ${former}: start with --${settingFor(former)}, or choose another --data`,
    )
  }
  if (!address) {
    const mark = { key: addressKey, value: Buffer.from(baseUrl) }
    await store.commit(demo ? [mark, { key: demoKey, value: new Uint8Array() }] : [mark])
  }
}

function settingFor(address: string): string {
  const { hostname, port, origin } = new URL(address)
  return hostname === 'localhost' ? `port ${port || 80}` : `base-url ${origin}`
}
