// Checks a graph against one of our forms. The one place that knows the SHACL engine.
import { DataFactory } from 'n3'
import Validator from 'shacl-engine/Validator.js'
import type { Result } from 'shacl-engine/Validator.js'
import { fh } from '../vocab/generated/fh.ts'
import { parseTurtle } from './graph.ts'
import type { Graph } from './graph.ts'
import { shapes, valueLists } from './generated/shapes.ts'
import type { ShapeName } from './generated/shapes.ts'

export type { ShapeName }

/** One reason why a graph does not have the required form, in words that a person understands. */
export interface Violation {
  /** The node that was looked at, an IRI or a blank node label. */
  readonly focus: string
  /** The properties from there to the value, joined by ' / '; '' when the node itself is wrong. */
  readonly path: string
  /** What was found, undefined when something is missing. */
  readonly value: string | undefined
  readonly message: string
}

/**
 * Every violation of a form, [] when there is none. Only nodes that the form targets by their class
 * are looked at: a graph without any conforms.
 */
export async function validate(
  graph: Graph,
  shape: ShapeName,
  language: 'en' | 'fr' = 'en',
): Promise<Violation[]> {
  const form = parseTurtle(shapes[shape] + valueLists, fh[''])
  const validator = new Validator(form, { factory: DataFactory })
  const { results } = await validator.validate({ dataset: graph })
  return unique(results.map((result) => violation(result, language)))
}

function violation(result: Result, language: string): Violation {
  const message = result.message.find((each) => each.language === language) ?? result.message[0]
  return {
    focus: result.focusNode.terms[0]?.value ?? '',
    path: (result.path ?? []).map(stepText).join(' / '),
    value: result.value?.terms[0]?.value,
    message: message?.value ?? 'The value does not have the required form',
  }
}

function stepText({ start, predicates }: NonNullable<Result['path']>[number]): string {
  const names = predicates.map(({ value }) => value).join(' | ')
  return start === 'object' ? `^ ${names}` : names
}

/** One property may break several rules at once; the person needs its message once. */
function unique(violations: readonly Violation[]): Violation[] {
  const seen = new Map(violations.map((each) => [JSON.stringify(each), each]))
  return [...seen.values()]
}
