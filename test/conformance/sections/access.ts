// Section 10: Web Access Control.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
