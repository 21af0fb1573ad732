// Adds entries, and as many to a counter, until it is killed: a process for tests of crashes.
import { randomUUID } from 'node:crypto'
import { openLmdbStore } from '../../server/store/lmdb.ts'

const store = openLmdbStore(process.argv[2]!)
for (let number = 1; ; number++) {
  await Promise.all(Array.from({ length: 10 }, addOne))
  if (number === 5) process.stdout.write('counting\n')
}

function addOne(): Promise<void> {
  return store.commit([
    { key: ['member', randomUUID()], value: new Uint8Array(100) },
    { key: ['used', '/alice/'], add: 1 },
  ])
}
