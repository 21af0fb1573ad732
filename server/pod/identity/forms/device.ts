// What a browser says of itself, short enough for a list. Anybody can say anything. Pure.

export interface Device {
  readonly browser: string
  readonly system: string
}

/** The first that fits: most browsers also name those that they want to be taken for. */
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const

const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

/** 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) … Firefox/140.0' → Firefox, Linux */
export function deviceOf(userAgent: string | undefined): Device | undefined {
  const first = (names: readonly (readonly [string, RegExp])[]) =>
    names.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0]
  const browser = first(browsers)
  const system = first(systems)
  return browser !== undefined && system !== undefined ? { browser, system } : undefined
}
