// Which channels may be served beside those that are being served, so that neither a slow receiver
// nor one busy person holds up the others. Pure.

/** A channel that waits for its turn, or has it. */
export interface Turn {
  /** The id of the channel: never served twice at once, so its messages stay in order. */
  readonly channel: string
  /** The host that is sent to. */
  readonly receiver: string
  /** The WebID that subscribed. */
  readonly creator: string
}

const mostAtOnce = 64
const mostForOne = 4

/** Those among `waiting` that may begin now, in that order. */
export function whoseTurn(waiting: readonly Turn[], served: Iterable<Turn>): Turn[] {
  const busy = [...served]
  const chosen: Turn[] = []
  for (const turn of waiting) {
    const others = [...busy, ...chosen]
    if (others.length >= mostAtOnce) break
    if (mayBegin(turn, others)) chosen.push(turn)
  }
  return chosen
}

function mayBegin(turn: Turn, others: readonly Turn[]): boolean {
  if (others.some(({ channel }) => channel === turn.channel)) return false
  const sameReceiver = others.filter(({ receiver }) => receiver === turn.receiver)
  const sameCreator = others.filter(({ creator }) => creator === turn.creator)
  return sameReceiver.length < mostForOne && sameCreator.length < mostForOne
}
