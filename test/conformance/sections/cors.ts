// Section 11: CORS.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
