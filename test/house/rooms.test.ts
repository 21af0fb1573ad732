// Who may import whom. The map itself is data, in rooms.ts.
import { describe, expect, it } from 'vitest'
import { browserRooms, buildFiles, dynamicRooms, packages, rooms } from './rooms.ts'
import { importsOf, isWithin, sourceFiles, textOf } from './sources.ts'
import type { Import } from './sources.ts'

const files = sourceFiles().filter((file) => !isWithin(file, 'test'))
const edges = files.flatMap((file) => importsOf(file).map((each) => ({ file, ...each })))
type Edge = Import & { readonly file: string }

/** The room of a file: the longest path of the map that it lies in. */
function roomOf(file: string): string | undefined {
  const names = [...rooms.keys()].filter((room) => isWithin(file, room))
  return names.toSorted((a, b) => b.length - a.length)[0]
}

function mayImport({ file, kind, target }: Edge): boolean {
  const [from = '', to = ''] = [roomOf(file), roomOf(target)]
  if (from === to || rooms.get(from)?.includes(to)) return true
  return kind === 'dynamic' && (dynamicRooms.get(from)?.includes(to) ?? false)
}

/** 'lit/decorators.js' → 'lit' */
function packageOf(target: string): string {
  const [scope = '', name] = target.split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}

const told = ({ file, target }: Edge) => `${file} imports ${target}`

describe('the rooms', () => {
  it('hold every file of the project', () => {
    const homeless = files.filter((file) => roomOf(file) === undefined)

    expect(homeless).toEqual(['vitest.config.ts'])
  })

  it('import only what the map lets them', () => {
    const local = edges.filter(({ isLocal }) => isLocal)

    expect(local.length).toBeGreaterThan(300)
    expect(local.filter((edge) => !mayImport(edge)).map(told)).toEqual([])
  })

  it('name what they load: no import of a computed path', () => {
    expect(files.filter((file) => /\bimport\((?!\s*')/.test(textOf(file)))).toEqual([])
  })

  it('say where a file ends: .ts in every relative import', () => {
    const loose = edges.filter(
      ({ isLocal, target }) => isLocal && !/\.(?:ts|css|json)$/.test(target),
    )

    expect(loose.map(told)).toEqual([])
  })

  it('have no barrels, except the one of the SDK', () => {
    const barrels = files.filter((file) => /(?:^|\/)index\.ts$/.test(file))

    expect(barrels.filter((file) => file !== 'client/sdk/index.ts')).toEqual([])
  })
})

describe('packages', () => {
  const foreign = edges.filter(({ isLocal, target }) => !isLocal && !target.startsWith('node:'))

  it('stay behind the files that the map names', () => {
    const astray = foreign.filter(({ file, kind, target }) => {
      const places = packages.get(packageOf(target))
      return kind !== 'type' && !places?.some((place) => isWithin(file, place))
    })

    expect(astray.map(told)).toEqual([])
  })

  it('on the map are in use', () => {
    const used = new Set(foreign.map(({ target }) => packageOf(target)))

    expect([...packages.keys()].filter((name) => !used.has(name))).toEqual([])
  })

  it('of Node stay out of the rooms that run in browsers', () => {
    const inBrowser = edges.filter(
      ({ file, target }) =>
        target.startsWith('node:') &&
        browserRooms.some((room) => isWithin(file, room)) &&
        !buildFiles.includes(file),
    )

    expect(inBrowser.map(told)).toEqual([])
  })
})

describe('the outside world', () => {
  const servers = files.filter((file) => isWithin(file, 'server'))

  it('is reached from the server through the safe client alone', () => {
    const direct =
      /(?<!typeof )\bglobal(?:This)?\.fetch\b|\b(?:https?|net|tls)\.(?:request|connect)\(/
    const tools = edges.filter(
      ({ file, target }) => isWithin(file, 'server') && /^node:(?:https|tls|dgram)$/.test(target),
    )

    expect(servers.filter((file) => direct.test(textOf(file)))).toEqual([])
    expect(tools.map(told)).toEqual([])
  })
})

describe('files that call themselves pure', () => {
  const pure = files.filter((file) => /^(?:\/\/.*\n)*?\/\/.*\bPure\b/.test(textOf(file)))

  it('have no clock, no chance, no network and no disk', () => {
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|randomUUID|randomBytes|\bfetch\(/
    const outside = /^node:(?:fs|http|https|net|dns|child_process|process)/

    expect(pure.length).toBeGreaterThan(5)
    expect(pure.filter((file) => impure.test(textOf(file)))).toEqual([])
    expect(
      edges
        .filter(
          ({ file, kind, target }) =>
            pure.includes(file) && kind !== 'type' && outside.test(target),
        )
        .map(told),
    ).toEqual([])
  })

  it('do not import a store', () => {
    const imports = edges.filter(
      ({ file, kind, target }) =>
        pure.includes(file) && kind !== 'type' && isWithin(target, 'server/store'),
    )

    expect(imports.map(told)).toEqual([])
  })
})
