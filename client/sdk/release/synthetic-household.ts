// How much electricity an invented household uses, by the clock and the calendar. Pure.

export interface Use {
  /** In one quarter of an hour. */
  readonly wattHours: number
  /** Suppliers estimate now and then what a meter failed to send. */
  readonly isEstimated: boolean
}

/** Watts through a day: fridge and standby at night, a breakfast peak, a higher evening one. */
const workday = [
  110, 105, 100, 100, 105, 130, 280, 520, 430, 220, 180, 190, 260, 230, 180, 180, 240, 420, 680,
  780, 700, 540, 360, 190,
]
/** At weekends people get up later, cook at noon and stay in. */
const weekend = [
  130, 120, 110, 105, 105, 110, 150, 240, 420, 520, 480, 520, 700, 620, 440, 400, 430, 560, 740,
  800, 720, 600, 440, 260,
]

/**
 * The use of one household as a function of local time ('2024-03-01T07:15:00+01:00'). Call it in
 * order of time: chance is drawn anew for each call.
 */
export function household(seed: number): (civilTime: string) => Use {
  const random = randomNumbers(seed)
  const size = 0.7 + random() * 0.9
  const heating = 0.3 + random() * 0.6
  return (civilTime) => {
    const watts = usual(civilTime) * size * season(civilTime, heating)
    const spread = 0.75 + random() * 0.5
    // A kettle, an oven, a washing machine.
    const appliance = random() < watts / 9000 ? 400 + random() * 1600 : 0
    return {
      wattHours: Math.round((watts * spread + appliance) / 4),
      isEstimated: random() < 0.004,
    }
  }
}

function usual(civilTime: string): number {
  const day = new Date(`${civilTime.slice(0, 10)}T00:00:00Z`).getUTCDay()
  const hours = day === 0 || day === 6 ? weekend : workday
  const hour = Number(civilTime.slice(11, 13))
  const part = Number(civilTime.slice(14, 16)) / 60
  const now = hours[hour] ?? 0
  const next = hours[(hour + 1) % 24] ?? 0
  return now + (next - now) * part
}

/** 1 + `heating` at the end of January, 1 at the end of July. */
function season(civilTime: string, heating: number): number {
  const start = Date.UTC(Number(civilTime.slice(0, 4)), 0, 25)
  const days = (Date.parse(`${civilTime.slice(0, 10)}T00:00:00Z`) - start) / 86_400_000
  return 1 + (heating * (1 + Math.cos((2 * Math.PI * days) / 365.25))) / 2
}

/** Numbers from 0 to 1 that look random: a linear congruential generator whose output is mixed. */
function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x7feb352d)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x846ca68b)
    mixed ^= mixed >>> 16
    return (mixed >>> 0) / 2 ** 32
  }
}
