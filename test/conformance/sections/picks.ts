// Section 19: where sources disagree.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
