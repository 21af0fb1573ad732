// Section 1: HTTP base, and the order of evaluation.
import type { Row } from '../row.ts'
import { rows as errors } from './http-errors.ts'
import { rows as methods } from './http-methods.ts'
import { rows as ranges } from './http-ranges.ts'
import { rows as semantics } from './http-semantics.ts'
import { rows as validators } from './http-validators.ts'

export const rows: readonly Row[] = [...semantics, ...errors, ...methods, ...validators, ...ranges]
