// Embeds the shapes as TypeScript text, with the value lists that the vocabulary decides, so that
// validation needs no files at run time. Run by `npm run generate`; a test checks the result.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dataTypes, purposes } from '../vocab/generated/concepts.ts'
import { fh } from '../vocab/generated/fh.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Every generated file: its name in `generated/`, and its text. */
export function generatedFiles(): Map<string, string> {
  const names = readdirSync(here)
    .filter((file) => file.endsWith('.ttl'))
    .map((file) => basename(file, '.ttl'))
    .toSorted()
  return new Map([['shapes.ts', shapesFile(names)]])
}

function shapesFile(names: readonly string[]): string {
  const entries = names.map((name) => `  '${name}': ${asTemplate(readShape(name))},`)
  return `// Generated from the Turtle files of shapes/ by \`npm run generate\`. Do not edit.

/** The SHACL text of each form, by its name. */
export const shapes = {
${entries.join('\n')}
} as const

export type ShapeName = keyof typeof shapes

/** Shapes that the forms refer to: one of the known purposes, one of the known data types. */
export const valueLists = ${asTemplate(valueLists())}
`
}

function readShape(name: string): string {
  return readFileSync(join(here, `${name}.ttl`), 'utf8')
}

function asTemplate(text: string): string {
  return '`' + text.replaceAll(/[\\`]|\$\{/g, String.raw`\$&`) + '`'
}

/** Appended to a form, whose prefix sh: it uses. */
function valueLists(): string {
  const known = {
    DataTypeShape: dataTypes.map(({ iri }) => iri),
    PurposeShape: purposes.flatMap(({ iri, standard }) => [standard, iri]),
  }
  const lines = Object.entries(known).map(
    ([name, iris]) => `<${fh['']}${name}> a sh:NodeShape ; sh:in (\n${inList(iris)}\n) .\n`,
  )
  return ['', ...lines].join('\n')
}

function inList(iris: readonly string[]): string {
  return iris.map((iri) => `  <${iri}>`).join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of generatedFiles()) {
    writeFileSync(join(here, 'generated', name), text)
  }
}
