// Section 4: containers and containment.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
