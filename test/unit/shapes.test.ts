// Every example of a form says by its name whether it has the form; the shapes must agree.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { generatedFiles } from '../../shapes/generate.ts'
import { parseTurtle } from '../../shapes/graph.ts'
import { validate } from '../../shapes/validate.ts'
import type { ShapeName } from '../../shapes/validate.ts'

const folder = fileURLToPath(new URL('../../shapes/', import.meta.url))
const forms = readdirSync(join(folder, 'examples')) as ShapeName[]

function example(form: string, file: string) {
  const text = readFileSync(join(folder, 'examples', form, file), 'utf8')
  return parseTurtle(text, `https://example.org/${form}`)
}

describe.each(forms)('the form %s', (form) => {
  const files = readdirSync(join(folder, 'examples', form))

  it.each(files.filter((file) => file.startsWith('valid')))('accepts %s', async (file) => {
    expect(await validate(example(form, file), form)).toEqual([])
  })

  it.each(files.filter((file) => file.startsWith('invalid')))('refuses %s', async (file) => {
    const violations = await validate(example(form, file), form)

    expect(violations).not.toEqual([])
    for (const { message } of violations) expect(message).toMatch(/^[A-Z].{10,}/)
  })
})

describe('an access request that is refused', () => {
  const reasons = [
    ['no-purpose', 'exactly one purpose'],
    ['two-purposes', 'exactly one purpose'],
    ['unknown-purpose', 'purpose that Freehold knows'],
    ['unknown-data-type', 'data type that Freehold knows'],
    ['no-term', 'exactly one term'],
    ['negative-term', 'longer than nothing'],
    ['two-permissions', 'exactly one permission'],
    ['no-person', 'exactly one person'],
    ['no-firm', 'exactly one firm'],
    ['other-action', 'only action'],
    ['extra-constraint', 'only constraints'],
    ['script-resource', 'http(s) addresses'],
    ['no-date', 'when the request was made'],
  ] as const

  it.each(reasons)('for %s is told: %s', async (why, words) => {
    const graph = example('access-request', `invalid.${why}.ttl`)

    const messages = (await validate(graph, 'access-request')).map(({ message }) => message)

    expect(messages.join('\n')).toContain(words)
  })

  it('is told in French to who reads French, with where and what', async () => {
    const graph = example('access-request', 'invalid.unknown-data-type.ttl')

    const [violation] = await validate(graph, 'access-request', 'fr')

    expect(violation?.message).toContain('type de données connu')
    expect(violation?.path).toContain('dataType')
    expect(violation?.value).toBe('https://w3id.org/freehold#DreamType')
  })
})

describe('the shapes in TypeScript', () => {
  it.each([...generatedFiles()])('%s is up to date with the Turtle files', (name, text) => {
    expect(readFileSync(join(folder, 'generated', name), 'utf8')).toBe(text)
  })
})
