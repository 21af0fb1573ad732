// The error that tells when an import stopped half-way, and what is stored.
import type { ImportReport } from './energy.ts'

/** Some months are stored and others are not. Importing the file again completes it without doubling. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem'
  /** What was done before it stopped; `documents` are those that are stored. */
  readonly report: ImportReport
  /** The document that could not be written. */
  readonly url: string

  constructor(report: ImportReport, url: string, planned: number, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const stored = report.documents.map((each) => each.url).join(', ') || 'none'
    super(
      `${url} could not be written: ${reason}. Stored are ${report.documents.length} of ${planned} months (${stored}); import the file again to complete it`,
      { cause },
    )
    this.report = report
    this.url = url
  }
}
