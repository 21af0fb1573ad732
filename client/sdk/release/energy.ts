// Imports a Green Button file into a pod. A month is written whole or not at all, and importing a file
// again changes nothing.
import { Graph, turtleType, writeTurtle } from '../../../shapes/graph.ts'
import type { Quad } from '../../../shapes/graph.ts'
import { conditionHeaders, readDocument } from '../document.ts'
import type { WriteCondition } from '../document.ts'
import { RequestError, request } from '../request.ts'
import type { Fetch } from '../request.ts'
import type { Session } from '../session.ts'
import { energyDocuments, energyFolder } from './energy-documents.ts'
import type { EnergyDocument } from './energy-documents.ts'
import { energyPrefixes } from './energy-terms.ts'
import { importer, readGreenButton } from './green-button.ts'
import { ImportProblem } from './import-problem.ts'
import { manifestIri, manifestPrefixes, manifestQuads } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { mergeMonth, mixesSynthetic } from './month.ts'
import type { ReleaseReport } from './release.ts'
import { registerEnergy } from './register-energy.ts'
import { ReleaseProblem } from './release-problem.ts'

export interface ReleasedFile {
  readonly name: string
  readonly text: string
}

export interface ImportedDocument {
  readonly url: string
  /** Readings of the file that belong into it. */
  readonly readings: number
  readonly outcome: 'created' | 'updated' | 'unchanged'
}

export interface ImportReport extends ReleaseReport {
  readonly fileName: string
  /** In hexadecimal. */
  readonly sha256: string
  /** IRI of the release's manifest. */
  readonly manifest: string
  readonly synthetic: boolean
  /** In order of time. */
  readonly documents: readonly ImportedDocument[]
}

/** How often a month is merged anew because somebody else changed it meanwhile. */
const maxAttempts = 5

/**
 * Writes the manifest of the release, then one document a month, merged with what is there, and enters
 * their container in the person's type index; a note of the report says when that was not possible.
 * @throws ReleaseProblem when the file cannot be used: nothing is written;
 *   RequestError when the pod refuses the manifest: nothing is written;
 *   ImportProblem when a month cannot be written: says which are
 */
export async function importEnergy(
  session: Session,
  storage: string,
  file: ReleasedFile,
  { now = () => new Date() }: { now?: () => Date } = {},
): Promise<ImportReport> {
  const release = readGreenButton(file.text)
  const sha256 = await digest(file.text)
  const base = storage.endsWith('/') ? storage : `${storage}/`
  const { title, synthetic, report } = release
  const iri = manifestIri(base, sha256)
  const plan = energyDocuments(release, { base, manifest: iri })
  const facts = { fileName: file.name, sha256, synthetic }
  await putManifest(session.fetch, { iri, importer, created: now(), title, report, ...facts })
  const whole = { ...report, ...facts, manifest: iri }
  const documents = await putMonths(session.fetch, plan, whole)
  const problem = documents.length > 0 && (await registerEnergy(session, base + energyFolder))
  return { ...whole, documents, notes: problem ? [...report.notes, problem] : report.notes }
}

async function putManifest(fetch: Fetch, manifest: Manifest): Promise<void> {
  const url = manifest.iri.replace(/#.*/, '')
  try {
    await putTurtle(fetch, url, manifestQuads(manifest), manifestPrefixes, { create: true })
  } catch (error) {
    // Its address depends on the bytes of the file: it is there because the file was imported before.
    if (!isStale(error)) throw error
  }
}

async function putMonths(
  fetch: Fetch,
  plan: readonly EnergyDocument[],
  report: Omit<ImportReport, 'documents'>,
): Promise<ImportedDocument[]> {
  const documents: ImportedDocument[] = []
  for (const month of plan) {
    try {
      documents.push(await putMonth(fetch, month))
    } catch (error) {
      throw new ImportProblem({ ...report, documents }, month.url, plan.length, error)
    }
  }
  return documents
}

async function putMonth(
  fetch: Fetch,
  month: EnergyDocument,
  attempt = 1,
): Promise<ImportedDocument> {
  const { url, readings, quads: planned } = month
  const present = await readIfThere(fetch, url)
  const graph = present?.graph ?? new Graph()
  if (mixesSynthetic(url, graph, planned)) throw mixed(url)
  const { quads, isChanged } = mergeMonth(url, graph, planned)
  if (!isChanged) return { url, readings, outcome: 'unchanged' }
  const condition: WriteCondition = present ? { etag: present.etag } : { create: true }
  try {
    await putTurtle(fetch, url, quads, energyPrefixes(url), condition)
  } catch (error) {
    if (isStale(error) && attempt < maxAttempts) return putMonth(fetch, month, attempt + 1)
    throw error
  }
  return { url, readings, outcome: present ? 'updated' : 'created' }
}

async function readIfThere(fetch: Fetch, url: string) {
  try {
    return await readDocument(fetch, url)
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return undefined
    throw error
  }
}

async function putTurtle(
  fetch: Fetch,
  url: string,
  quads: Iterable<Quad>,
  prefixes: Readonly<Record<string, string>>,
  condition: WriteCondition,
): Promise<void> {
  const headers = { 'content-type': turtleType, ...conditionHeaders(condition) }
  await request(fetch, url, { method: 'PUT', headers, body: writeTurtle(quads, prefixes) })
}

function isStale(error: unknown): boolean {
  return error instanceof RequestError && error.status === 412
}

function mixed(url: string): ReleaseProblem {
  return new ReleaseProblem(
    `${url} holds synthetic readings and the file real ones, or the other way round: they are not mixed. Remove that document first`,
  )
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(bytes)].map((each) => each.toString(16).padStart(2, '0')).join('')
}
