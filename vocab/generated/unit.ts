// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const unit = {
  /** The namespace itself. */
  '': 'http://qudt.org/vocab/unit/',
  CCY_EUR: 'http://qudt.org/vocab/unit/CCY_EUR',
  CCY_GBP: 'http://qudt.org/vocab/unit/CCY_GBP',
  CCY_USD: 'http://qudt.org/vocab/unit/CCY_USD',
  'KiloW-HR': 'http://qudt.org/vocab/unit/KiloW-HR',
  M3: 'http://qudt.org/vocab/unit/M3',
  'W-HR': 'http://qudt.org/vocab/unit/W-HR',
} as const
