// Turns the vocabulary files into TypeScript constants, so that an IRI with a typo does not compile.
// Run by `npm run generate`; a test checks that the committed result is up to date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Parser, Store } from 'n3'
import { dpv } from './generated/dpv.ts'
import { fh } from './generated/fh.ts'
import { odrl } from './generated/odrl.ts'
import { rdf } from './generated/rdf.ts'
import { rdfs } from './generated/rdfs.ts'
import { skos } from './generated/skos.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const header = '// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.\n'

/** Every generated file: its name in `generated/`, and its text. */
export function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>()
  for (const file of readdirSync(join(here, 'external')).toSorted()) {
    const prefix = basename(file, '.ttl')
    const text = readFileSync(join(here, 'external', file), 'utf8')
    const namespace = /@prefix (\w+): <([^>]+)>/.exec(text)?.[2] ?? ''
    files.set(`${prefix}.ts`, constants(prefix, namespace, read(`external/${file}`)))
  }
  const own = read('terms.ttl', 'data-types.ttl', 'purposes.ttl', 'uses.ttl')
  files.set('fh.ts', constants('fh', fhNamespace, own))
  files.set('concepts.ts', concepts(own))
  files.set('problems.ts', problems(read('problems.ttl')))
  return files
}

const fhNamespace = 'https://w3id.org/freehold#'

function read(...files: string[]): Store {
  const store = new Store()
  for (const file of files) {
    store.addQuads(new Parser().parse(readFileSync(join(here, file), 'utf8')))
  }
  return store
}

function constants(name: string, namespace: string, store: Store): string {
  const terms = [...new Set(store.getSubjects(null, null, null).map((each) => each.value))]
    .filter((iri) => iri.startsWith(namespace))
    .toSorted()
  const lines = terms.map((iri) => `  ${key(iri.slice(namespace.length))}: '${iri}',`)
  return `${header}\nexport const ${name} = {\n  /** The namespace itself. */\n  '': '${namespace}',\n${lines.join('\n')}\n} as const\n`
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`
}

/** Data types, purposes and uses with their words, in the order of the Turtle files. */
function concepts(store: Store): string {
  const inScheme = (scheme: string) =>
    store.getSubjects(skos.inScheme, scheme, null).map((each) => each.value)
  const value = (iri: string, property: string) => store.getObjects(iri, property, null)[0]?.value
  const words = (iri: string, property: string) =>
    Object.fromEntries(
      store
        .getObjects(iri, property, null)
        .flatMap((each) => (each.termType === 'Literal' ? [[each.language, each.value]] : [])),
    )

  const dataTypes = inScheme(fh.DataTypes).map((iri) => ({
    iri,
    slug: value(iri, fh.slug),
    label: words(iri, skos.prefLabel),
    plain: words(iri, skos.definition),
    sensitivity: value(iri, dpv.hasSensitivityLevel),
  }))
  const purposes = inScheme(fh.Purposes).map((iri) => ({
    iri,
    standard: value(iri, skos.exactMatch),
    label: words(iri, skos.prefLabel),
    plain: words(iri, skos.definition),
    whoGains: value(iri, fh.whoGains),
    defaultStance: value(iri, fh.defaultStance),
  }))
  const uses = inScheme(fh.Uses).map((iri) => ({
    iri,
    standard: value(iri, skos.exactMatch),
    action: value(iri, fh.odrlAction) ?? odrl.read,
    label: words(iri, skos.prefLabel),
  }))
  const sensitivities = store.getSubjects(rdf.type, fh.SensitivityClass, null).map((each) => ({
    iri: each.value,
    label: words(each.value, skos.prefLabel),
    level: Number(value(each.value, skos.notation)),
  }))
  return `${header}\nimport type { DataType, Purpose, Sensitivity, Use } from '../concept.ts'

export const dataTypes: readonly DataType[] = ${JSON.stringify(dataTypes, null, 2)}

export const purposes: readonly Purpose[] = ${JSON.stringify(purposes, null, 2)}

export const uses: readonly Use[] = ${JSON.stringify(uses, null, 2)}

export const sensitivities: readonly Sensitivity[] = ${JSON.stringify(sensitivities, null, 2)}
`
}

function problems(store: Store): string {
  const base = 'https://w3id.org/freehold/problems#'
  const status = 'http://www.w3.org/2011/http#statusCodeNumber'
  const rows = store.getSubjects(status, null, null).map(({ value: iri }) => {
    const titles = store.getObjects(iri, rdfs.label, null)
    const title = titles.find((each) => each.termType === 'Literal' && each.language === 'en')
    const code = store.getObjects(iri, status, null)[0]?.value
    return `  '${iri.slice(base.length)}': { status: ${code}, title: ${JSON.stringify(title?.value)} },`
  })
  return `${header}
export const problemBase = '${base}'

/** Status and title of each problem type, by its name. */
export const problems = {
${rows.join('\n')}
} as const

export type ProblemType = keyof typeof problems
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of generatedFiles()) {
    writeFileSync(join(here, 'generated', name), text)
  }
}
