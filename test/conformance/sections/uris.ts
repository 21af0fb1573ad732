// Section 2: URIs and slash semantics.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
