// A person's settings as documents in her pod: the WebID document, what extends it, the preferences file,
// and the type indexes that these name. Source: https://solid.github.io/type-indexes/
import { SyntaxProblem, irisOf } from '../../shapes/graph.ts'
import type { Graph } from '../../shapes/graph.ts'
import { pim } from '../../vocab/generated/pim.ts'
import { rdfs } from '../../vocab/generated/rdfs.ts'
import { solid } from '../../vocab/generated/solid.ts'
import { readDocument } from './document.ts'
import type { Document } from './document.ts'
import { RequestError } from './request.ts'
import type { Fetch } from './request.ts'

/** A type index by address. A listed one is public, an unlisted one is for the person alone. */
export interface IndexPointer {
  readonly url: string
  readonly listed: boolean
}

export interface Settings {
  readonly profile: Document
  /** The address of the preferences file; undefined when the profile names none. */
  readonly preferencesUrl: string | undefined
  /** In the order in which they were found, each once; [] when there is none. */
  readonly indexes: readonly IndexPointer[]
}

/** How many further documents a profile may send us to. */
const maxExtensions = 5

/**
 * Reads what the profile names; a part that cannot be read is as if it were not there.
 * @throws RequestError when the WebID document cannot be read; SyntaxProblem when it is not Turtle
 */
export async function readSettings(fetch: Fetch, webId: string): Promise<Settings> {
  const profile = await readDocument(fetch, webId)
  const extensions = irisOf(profile.graph, webId, rdfs.seeAlso).slice(0, maxExtensions)
  const extended = await Promise.all(extensions.map((url) => readIfPossible(fetch, url)))
  const profiles = [profile, ...extended].flatMap((each) => (each ? [each.graph] : []))
  const preferencesUrl = profiles.flatMap((each) => irisOf(each, webId, pim.preferencesFile))[0]
  const preferences = preferencesUrl && (await readIfPossible(fetch, preferencesUrl))
  const graphs = [...profiles, ...(preferences ? [preferences.graph] : [])]
  return { profile, preferencesUrl, indexes: pointersIn(graphs, webId) }
}

/** A document, or undefined when it is not there, not for us, not Turtle, or nobody answers. */
export async function readIfPossible(fetch: Fetch, url: string): Promise<Document | undefined> {
  try {
    return await readDocument(fetch, url)
  } catch (error) {
    const isBroken =
      error instanceof RequestError || error instanceof SyntaxProblem || error instanceof TypeError
    if (isBroken) return undefined
    throw error
  }
}

function pointersIn(graphs: readonly Graph[], webId: string): IndexPointer[] {
  const named = (property: string, listed: boolean) =>
    graphs.flatMap((graph) => irisOf(graph, webId, property)).map((url) => ({ url, listed }))
  const all = [...named(solid.publicTypeIndex, true), ...named(solid.privateTypeIndex, false)]
  // What is named as public and as private counts as public: we cannot know that nobody reads it.
  return [...new Map(all.toReversed().map((each) => [each.url, each])).values()].toReversed()
}
