// The part of shacl-engine that validate.ts uses; the package brings no types.
declare module 'shacl-engine/Validator.js' {
  import type { Literal, Store, Term } from 'n3'

  interface Pointers {
    readonly terms: readonly Term[]
  }

  interface Step {
    readonly start: 'subject' | 'object'
    readonly predicates: readonly Term[]
  }

  interface Result {
    readonly focusNode: Pointers
    readonly path: readonly Step[] | undefined
    readonly value: Pointers | undefined
    readonly message: readonly Literal[]
  }

  export default class Validator {
    constructor(shapes: Store, options: { factory: object })
    validate(data: { dataset: Store }): Promise<{ conforms: boolean; results: readonly Result[] }>
  }
}
