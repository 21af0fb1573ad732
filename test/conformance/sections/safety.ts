// Section 18: security and privacy.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
