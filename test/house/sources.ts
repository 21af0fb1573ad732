// The files of the project as the house rules see them: paths, text, and what each one imports.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Import {
  readonly kind: 'static' | 'type' | 'dynamic'
  /** A path in the project, 'server/log.ts', or a package as written, 'lit/decorators.js'. */
  readonly target: string
  readonly isLocal: boolean
}

/** Everything that is in version control, or would be: 'server/http/problem.ts'. */
export function projectFiles(): string[] {
  const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const names = execFileSync('git', options, { cwd: root, encoding: 'utf8' }).split('\0')
  return names.filter((name) => name !== '' && existsSync(join(root, name))).toSorted()
}

/** The TypeScript files, generated ones left out. */
export function sourceFiles(): string[] {
  return projectFiles().filter((file) => file.endsWith('.ts') && !isGenerated(file))
}

export function isGenerated(file: string): boolean {
  return file.includes('/generated/')
}

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

export function exists(file: string): boolean {
  return existsSync(join(root, file))
}

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[\w$*,{}\s]+?\sfrom\s+)?'([^']+)'/gm
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g

/** All imports of a file, re-exports and dynamic ones included. */
export function importsOf(file: string): Import[] {
  const text = textOf(file)
  const statements = [...text.matchAll(statement)].map(([, type, target = '']) =>
    describe(file, type === undefined ? 'static' : 'type', target),
  )
  const calls = [...text.matchAll(dynamic)].map(([, target = '']) =>
    describe(file, 'dynamic', target),
  )
  return [...statements, ...calls]
}

/** Whether a path is the place itself or lies below it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}

function describe(file: string, kind: Import['kind'], target: string): Import {
  const isLocal = target.startsWith('.')
  return { kind, isLocal, target: isLocal ? normalize(join(dirname(file), target)) : target }
}
