// Section 8: N3 Patch and SPARQL Update.
import type { Row } from '../row.ts'

export const rows: readonly Row[] = []
