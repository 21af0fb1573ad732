// Section 4: containers and containment.
import type { Row } from '../row.ts'
import { rows as containment } from './containment.ts'
import { rows as metadata } from './containers-metadata.ts'
import { rows as protection } from './containers-protection.ts'
import { rows as views } from './containers-views.ts'

export const rows: readonly Row[] = [...containment, ...metadata, ...protection, ...views]
