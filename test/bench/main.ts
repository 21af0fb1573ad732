// `npm run bench -- [server] [--quick] [--json] [--only WORK,…]`: measures, prints tables and ratios.
import { parseArgs } from 'node:util'
import { runServerSuite, workNames } from './server/suite.ts'
import { factTable, tableOf } from './table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

// An interrupted run ends its servers too: they are killed when this process exits.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

const [suite = 'server', ...rest] = positionals
const only = values.only?.split(',')
const isKnown = suite === 'server' && rest.length === 0
if (!isKnown || only?.some((each) => !workNames.includes(each))) {
  console.error('usage: npm run bench -- [server] [--quick] [--json] [--only WORK,…]')
  console.error(`works: ${workNames.join(', ')}`)
  process.exit(2)
}

const tell = (line: string) => console.error(line)
const { facts, results } = await runServerSuite({ quick: values.quick, only, tell })
console.log(`${factTable(facts)}\n\n${tableOf(results)}`)
if (values.json) {
  const ratios = Object.fromEntries([...facts, ...results].map((each) => [each.work, each.ratios]))
  console.log(JSON.stringify({ suite, quick: values.quick, ratios }))
}
