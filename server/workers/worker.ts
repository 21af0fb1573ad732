// One worker of a server that is several processes: begins and ends when its primary says so.
import { openLog } from '../log.ts'
import { openMetrics } from '../metrics.ts'
import { startProcess } from '../process.ts'
import { openClusterBus } from './cluster-bus.ts'
import { sharedMetrics } from './cluster-metrics.ts'
import { failureOf } from './failures.ts'
import { heard, primaryLine } from './lines.ts'
import type { Assignment, LineToPrimary } from './messages.ts'

// Signals of a terminal or a service manager reach every process: the primary decides.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})
process.exit(await work(primaryLine()))

async function work(line: LineToPrimary): Promise<number> {
  const stopped = heard(line, 'stop')
  const started = heard(line, 'start')
  line.send({ kind: 'here' })
  const orders = await Promise.race([started, stopped])
  if (orders.kind === 'stop') return 0
  try {
    const { baseUrl, close } = await start(line, orders.assignment)
    line.send({ kind: 'ready', baseUrl })
    await stopped
    await close()
    return 0
  } catch (error) {
    line.send({ kind: 'failed', failure: failureOf(error) })
    await stopped
    return 1
  }
}

function start(line: LineToPrimary, { config, number, ...rest }: Assignment) {
  return startProcess(config, {
    ...rest,
    log: openLog(config.logLevel, number),
    metrics: sharedMetrics(openMetrics(), line),
    bus: openClusterBus(line),
  })
}
