// Section 1: HTTP base, and the order of evaluation.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
