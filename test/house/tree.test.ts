// The shape of the tree: what lies where, how long files are, and what no file may contain.
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rooms } from './rooms.ts'
import { exists, isGenerated, isWithin, projectFiles, sourceFiles, textOf } from './sources.ts'

const files = projectFiles()
const sources = sourceFiles()
const texts = files.filter((file) => /\.(?:ts|ttl|md|json|css|html|sh|rq|run)$|^\.ci\//.test(file))

const atTheTop = [
  '.ci',
  '.gitignore',
  '.npmrc',
  '.oxlintrc.json',
  '.prettierignore',
  '.prettierrc.json',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'client',
  'package-lock.json',
  'package.json',
  'server',
  'shapes',
  'test',
  'tsconfig.build.json',
  'tsconfig.json',
  'vitest.config.ts',
  'vocab',
]

/** The files that contain something they must not. */
function containing(among: readonly string[], pattern: RegExp): string[] {
  return among.filter((file) => pattern.test(textOf(file)))
}

describe('the tree', () => {
  it('has at its top what belongs there and nothing else', () => {
    const top = new Set(files.map((file) => file.split('/')[0]!))

    expect([...top].filter((name) => !atTheTop.includes(name))).toEqual([])
  })

  it('names files and folders in kebab-case', () => {
    const names = sources.flatMap((file) =>
      file.replace(/(?:\.(?:test|config|d))?\.ts$/, '').split('/'),
    )

    expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([])
  })

  it('has no room for what has no name of its own', () => {
    expect(
      files.filter((file) => /\b(?:utils?|helpers?|common|misc|part-?\d)\b/.test(file)),
    ).toEqual([])
  })
})

describe('a source file', () => {
  it('says in its first line what it is for', () => {
    expect(sources.filter((file) => !/^(?:#!.*\n)?\/\/ \S/.test(textOf(file)))).toEqual([])
  })

  it('is at most 300 lines long', () => {
    const long = sources.filter((file) => textOf(file).split('\n').length > 301)

    expect(long).toEqual([])
  })

  it('leaves no work for later and no test out', () => {
    expect(containing(sources, /\bTO{1}DO\b|\bFI{1}XME\b|\bX{3}\b/)).toEqual([])
    expect(
      containing(sources, /\b(?:it|test|describe)\.(?:skip|only|todo|fails|skipIf|runIf)\b/),
    ).toEqual([])
  })

  it('silences no tool', () => {
    expect(
      containing(
        sources,
        /@ts-{1}(?:ignore|nocheck|expect-error)|(?:es|ox)lint-{1}disable|prettier-{1}ignore/,
      ),
    ).toEqual([])
  })

  it('keeps no state in a module', () => {
    const running = sources.filter((file) => !isWithin(file, 'test'))

    expect(containing(running, /^(?:export )?let /m)).toEqual([])
  })

  it('exports by name', () => {
    const unnamed = containing(sources, /^export default /m)

    expect(unnamed.filter((file) => !file.endsWith('.config.ts'))).toEqual([])
  })

  it('writes no IRI of a vocabulary: those come from vocab/', () => {
    const code = sources.filter((file) => !isWithin(file, 'test') && !isWithin(file, 'vocab'))
    const iri =
      /https?:\/\/(?!\S*\.jsonld)(?:www\.w3\.org\/(?:ns|1999|2000|2001|2002|2004|2006)\/|w3id\.org\/|purl\.org\/|xmlns\.com\/|schema\.org\/)[\w/.-]*#?\w/

    const lines = code.flatMap((file) =>
      textOf(file)
        .split('\n')
        .filter((line) => iri.test(line) && !/^\s*(?:\/\/|\*|\/\*\*)/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )

    expect(lines).toEqual([])
  })
})

describe('any file', () => {
  it('speaks of no machine: no paths of one, no private hosts', () => {
    // The braces keep this line from matching itself.
    const pattern = /(?<![\w.}])\/(?:wo{1}rk|tm{1}p|ho{1}me|ro{1}ot|Use{1}rs)\//

    expect(containing(texts, pattern)).toEqual([])
  })

  it('takes packages from the public registry', () => {
    const sourcesOfPackages = textOf('package-lock.json').matchAll(/"resolved": "([^"]+)"/g)

    const hosts = new Set([...sourcesOfPackages].map(([, url = '']) => new URL(url).host))

    expect([...hosts].filter((host) => host !== 'registry.npmjs.org')).toEqual([])
  })
})

describe('a page for readers', () => {
  const pages = files.filter((file) => file.endsWith('README.md'))

  it('is there for every room, and short', () => {
    const folders = [...rooms.keys()].filter((room) => !room.endsWith('.ts'))

    expect(folders.filter((folder) => !exists(`${folder}/README.md`))).toEqual([])
    // The conformance page is a report that the suite writes, a line a requirement.
    const short = pages.filter(
      (page) => !['README.md', 'test/conformance/README.md'].includes(page),
    )
    expect(short.filter((page) => textOf(page).split('\n').length > 61)).toEqual([])
  })

  it('links to what exists', () => {
    const links = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) => ({
        page,
        target: normalize(join(dirname(page), to)),
      })),
    )

    expect(links.filter(({ target }) => !exists(target))).toEqual([])
  })
})

describe('a generated file', () => {
  it('says that it is', () => {
    const generated = files.filter((file) => file.endsWith('.ts') && isGenerated(file))

    expect(generated.length).toBeGreaterThan(10)
    expect(generated.filter((file) => !textOf(file).startsWith('// Generated from '))).toEqual([])
  })
})
