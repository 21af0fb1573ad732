// Section 7: writing.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
