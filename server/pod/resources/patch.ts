// PATCH of anything that is RDF: documents, containers, ACLs and descriptions.
import { essenceOf } from '../../rdf/rdf.ts'
import { applyPatch } from '../../rdf/apply-patch.ts'
import { parseN3Patch } from '../../rdf/n3-patch.ts'
import type { Patch } from '../../rdf/patch.ts'
import { parseSparqlUpdate } from '../../rdf/sparql-update.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { Problem } from '../../http/problem.ts'
import { retryWhenStale } from '../../store/store.ts'
import { patchNeeds } from '../access/modes.ts'
import type { PatchEffect } from '../access/modes.ts'
import type { Answer, Ask, Pod } from './ask.ts'
import { commitDecision } from './commit.ts'
import { contentTypeOf, receiveText } from './content.ts'
import { patchTarget } from './patch-target.ts'
import type { PatchTarget } from './patch-target.ts'
import { permit } from './permit.ts'
import type { Permit } from './permit.ts'
import { patchTypeProblem, readingRdf, requirePreconditions } from './refusals.ts'

const mostBytes = 1024 * 1024

/** 204 when it was changed, 201 when it came to be from nothing. */
export async function patchResource(pod: Pod, ask: Ask): Promise<Answer> {
  // Which modes it takes the body will tell; who has none of them is not listened to.
  await examine(pod, ask, { reads: false, adds: true, removes: false })
  const parse = parserFor(ask)
  const text = await receiveText(ask, mostBytes)
  const patch = await readingRdf(() => parse(text, ask.url))
  return retryWhenStale(() => apply(pod, ask, patch))
}

/** What a patch does, as far as access is concerned. */
export function effectOf({ changes }: Patch): PatchEffect {
  return {
    reads: changes.some(({ where }) => where.length > 0),
    adds: changes.some(({ inserts }) => inserts.length > 0),
    removes: changes.some(({ deletes }) => deletes.length > 0),
  }
}

type Parse = (text: string, base: string) => Patch

/** @throws Problem content-type-required, bad-request or unsupported-media-type */
function parserFor(ask: Ask): Parse {
  const type = essenceOf(contentTypeOf(ask))
  if (type === 'text/n3') return parseN3Patch
  if (type === 'application/sparql-update') return parseSparqlUpdate
  throw patchTypeProblem()
}

interface Examined {
  readonly target: PatchTarget
  readonly permitted: Permit
}

async function examine(pod: Pod, ask: Ask, effect: PatchEffect): Promise<Examined> {
  const { exists, container, open } = await patchTarget(pod, ask)
  const permitted = await permit(pod, ask, patchNeeds(effect, exists), container)
  const target = await open()
  requirePreconditions(ask, target.current)
  return { target, permitted }
}

async function apply(pod: Pod, ask: Ask, patch: Patch): Promise<Answer> {
  const { target, permitted } = await examine(pod, ask, effectOf(patch))
  const before = await target.read()
  const patched = patchedQuads(before, patch)
  const now = pod.now()
  const { answer, writes, conditions } = await target.store(before, patched, now)
  return commitDecision(pod, ask, { permitted, answer, writes, conditions })
}

function patchedQuads(quads: readonly Quad[], patch: Patch): readonly Quad[] {
  const patched = applyPatch(quads, patch)
  if (patched.outcome === 'applied') return patched.quads
  const type = patched.outcome === 'conflict' ? 'conflict' : 'unprocessable'
  throw new Problem(type, patched.detail)
}
