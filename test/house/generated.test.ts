// The vocabulary and what is generated from it: up to date, in every language, and in use.
import { Parser, Store } from 'n3'
import { describe, expect, it } from 'vitest'
import { generatedFiles as shapeFiles } from '../../shapes/generate.ts'
import { generatedFiles as wordFiles } from '../../vocab/generate.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { rdfs } from '../../vocab/generated/rdfs.ts'
import { skos } from '../../vocab/generated/skos.ts'
import { isGenerated, projectFiles, textOf } from './sources.ts'

const languages = ['en', 'fr']

describe.each([
  ['vocab/generated', wordFiles],
  ['shapes/generated', shapeFiles],
])('what is committed in %s', (folder, generate) => {
  it('is what the generator writes: else run `npm run generate`', () => {
    const written = [...generate()].map(([name, text]) => [`${folder}/${name}`, text])

    const committed = projectFiles()
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => [file, textOf(file)])

    expect(new Map(committed as [string, string][])).toEqual(new Map(written as [string, string][]))
  })
})

describe('an own term', () => {
  const own = new Store(new Parser().parse(textOf('vocab/terms.ttl')))
  const terms = [...new Set(own.getSubjects(null, null, null).map(({ value }) => value))].filter(
    (iri) => iri.startsWith(fh['']),
  )

  it.each([rdfs.label, skos.prefLabel])('has its %s in every language, if it has one', (label) => {
    const labelled = terms.filter((iri) => own.getObjects(iri, label, null).length > 0)

    expect(labelled.length).toBeGreaterThan(0)
    expect(labelled.filter((iri) => !hasAll(languagesOf(iri, label)))).toEqual([])
  })

  it('has a label and says what it means', () => {
    const unnamed = terms.filter(
      (iri) => languagesOf(iri, rdfs.label).length + languagesOf(iri, skos.prefLabel).length === 0,
    )
    const unexplained = terms.filter(
      (iri) =>
        languagesOf(iri, rdfs.comment).length + languagesOf(iri, skos.definition).length === 0,
    )

    expect(unnamed).toEqual([])
    expect(unexplained).toEqual([])
  })

  it('is used somewhere', () => {
    const texts = projectFiles()
      .filter((file) => /\.(?:ts|ttl)$/.test(file) && !isGenerated(file))
      .map(textOf)
      .join('\n')
      // A term at the start of a line is being defined, not used.
      .replaceAll(/^fh:[\w-]+/gm, '')
    const used = new Set([...texts.matchAll(/\bfh[.:]([\w-]+)|\bfh\['([\w-]+)'\]/g)].map(nameOf))

    expect(terms.map((iri) => iri.slice(fh[''].length)).filter((name) => !used.has(name))).toEqual(
      [],
    )
  })

  function languagesOf(iri: string, property: string): string[] {
    return own
      .getObjects(iri, property, null)
      .flatMap((each) => (each.termType === 'Literal' ? [each.language] : []))
  }
})

describe('a problem type', () => {
  it('has a title in every language', () => {
    const problems = new Store(new Parser().parse(textOf('vocab/problems.ttl')))
    const titles = (iri: string) =>
      problems
        .getObjects(iri, rdfs.label, null)
        .flatMap((each) => (each.termType === 'Literal' ? [each.language] : []))

    const types = [...new Set(problems.getSubjects(null, null, null).map(({ value }) => value))]

    expect(types.filter((iri) => !hasAll(titles(iri)))).toEqual([])
  })
})

function hasAll(found: readonly string[]): boolean {
  return languages.every((language) => found.includes(language))
}

function nameOf(match: RegExpMatchArray): string {
  return match[1] ?? match[2] ?? ''
}
