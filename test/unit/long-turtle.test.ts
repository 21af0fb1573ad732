// Turtle documents that are too long to be read in one go.
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SyntaxProblem } from '../../shapes/graph.ts'
import { readTurtle } from '../../server/rdf/turtle.ts'

const base = 'https://pod.example/long.ttl'
const lines = Array.from({ length: 12_000 }, (_, index) => `<#s${index}> <#p> "é😀 ${index}" .`)
const long = lines.join('\n')

describe('a long Turtle document', () => {
  it('gives every triple once, whole, wherever the slices end', async () => {
    const quads = await readTurtle(long, base)

    expect(quads).toHaveLength(lines.length)
    expect(quads.map(({ object }) => object.value)).toEqual(lines.map((_, index) => `é😀 ${index}`))
    expect(quads.at(-1)!.subject.value).toBe(`${base}#s11999`)
  })

  it('leaves others their turn while it is read', async () => {
    const order: string[] = []
    const reading = readTurtle(long, base).then(() => order.push('read'))

    await setImmediate()
    order.push('another')
    await reading

    expect(order).toEqual(['another', 'read'])
  })

  it.each([
    ['in the middle', `${long}\n<#a> <#b> .\n${long}`, /line 12001/],
    ['at its end', `${long}\n<#a> <#b>`, /line 12001/],
    ['in a text that never ends', `<#a> <#b> """${'x'.repeat(400_000)}`, /Unexpected/],
  ])('says in few words what is wrong %s', async (_where, text, words) => {
    const problem = await readTurtle(text, base).catch((error: unknown) => error)

    expect(problem).toBeInstanceOf(SyntaxProblem)
    expect((problem as SyntaxProblem).message).toMatch(words)
    expect((problem as SyntaxProblem).message.length).toBeLessThan(400)
  })
})
