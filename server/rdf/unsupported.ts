// Refusals of RDF that is well written but that we do not take.

/** Valid text with something in it that we do not take; the message says what would help. */
export class UnsupportedRdf extends Error {
  override readonly name = 'UnsupportedRdf'
}
