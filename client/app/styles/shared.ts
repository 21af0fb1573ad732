// The looks that every element has in common, as one list.
import { buttons } from './buttons.ts'
import { fields, tables } from './fields.ts'
import { surfaces } from './surfaces.ts'
import { type } from './type.ts'

export const shared = [type, buttons, surfaces, fields, tables]
