// What the vocabulary says of data types, purposes and uses, as the generated lists hold it.

/** A text in every language of the vocabulary. */
export interface Words {
  readonly en: string
  readonly fr: string
}

export interface DataType {
  readonly iri: string
  /** The folder below /data/ in a pod: 'energy'. */
  readonly slug: string
  readonly label: Words
  readonly plain: Words
  readonly sensitivity: string
}

export interface Purpose {
  readonly iri: string
  /** The purpose of the Data Privacy Vocabulary that policies carry. */
  readonly standard: string
  readonly label: Words
  readonly plain: Words
  readonly whoGains: string
  readonly defaultStance: string
}

export interface Use {
  readonly iri: string
  readonly standard: string
  readonly action: string
  readonly label: Words
}

export interface Sensitivity {
  readonly iri: string
  readonly label: Words
  /** 1 (everyday) to 4 (specially protected). */
  readonly level: number
}
