// Where a stock Community Solid Server 7.2 is known to differ, and why: exactly these rows fail there.

export interface KnownFailure {
  readonly id: string
  readonly title: string
  /** What it does instead, in words. */
  readonly why: string
}

export const knownCssFailures: readonly KnownFailure[] = []
