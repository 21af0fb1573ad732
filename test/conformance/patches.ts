// Patches as text.
import { solid } from '../../vocab/generated/solid.ts'

export interface PatchParts {
  readonly where?: string
  readonly deletes?: string
  readonly inserts?: string
}

/** An N3 patch that says what is given: n3Patch({ inserts: '<#a> <#b> <#c> .' }) */
export function n3Patch({ where, deletes, inserts }: PatchParts): string {
  const parts = Object.entries({ where, deletes, inserts }).flatMap(([name, formula]) =>
    formula === undefined ? [] : [`solid:${name} { ${formula} }`],
  )
  return n3Document(`<#patch> ${['a solid:InsertDeletePatch', ...parts].join(' ; ')} .`)
}

export function insertPatch(triples: string): string {
  return n3Patch({ inserts: triples })
}

/** N3 in which the prefix `solid:` is known. */
export function n3Document(text: string): string {
  return `@prefix solid: <${solid['']}> .\n${text}`
}
