// The requests that are being answered, so that a server can stop without cutting them off.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

export interface Exchanges {
  /** An exchange is over when its connection is done with it, and its handler too. */
  begin(exchange: Exchange, handled: Promise<void> | void): void
  /** The latest on a connection; undefined when there is none. */
  latestOn(socket: Duplex): Exchange | undefined
  /** Resolves when there is none left, or after so many milliseconds. */
  over(withinMs: number): Promise<void>
}

export function createExchanges(): Exchanges {
  const open = new Set<Exchange>()
  const waiting = new Set<() => void>()
  return { begin, latestOn, over }

  function begin(exchange: Exchange, handled: Promise<void> | void) {
    open.add(exchange)
    const pending = { parts: handled ? 2 : 1 }
    const finish = () => {
      pending.parts--
      if (pending.parts === 0) end(exchange)
    }
    exchange.res.once('close', finish)
    void handled?.then(finish, finish)
  }

  function end(exchange: Exchange) {
    open.delete(exchange)
    if (open.size > 0) return
    waiting.forEach((tell) => tell())
    waiting.clear()
  }

  function latestOn(socket: Duplex) {
    return [...open].findLast(({ req }) => req.socket === socket)
  }

  async function over(withinMs: number) {
    if (open.size === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs)
      waiting.add(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
