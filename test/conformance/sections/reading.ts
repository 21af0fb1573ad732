// Section 6: reading and negotiation.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
