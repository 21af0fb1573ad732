// The parser's complaints in words. Pure.

/** 'Parse error on line 2 … but found: ')'' → 'The query is not valid SPARQL: at line 2, ")" is not possible' */
export function explainSyntax(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const line = /^Parse error on line (\d+)/.exec(message)?.[1]
  return `The query is not valid SPARQL: ${line ? `at line ${line}, ` : ''}${complaint(message)}`
}

function complaint(message: string): string {
  const found = /but found(?: -->|:) *'?(.*?)'?(?: <--)?$/.exec(message)?.[1]
  if (found === '') return 'it ends too early'
  if (found !== undefined) return `"${found}" is not possible where it stands`
  const [, character, offset] = /->(.+?)<- at offset: (\d+)/s.exec(message) ?? []
  if (offset !== undefined) {
    return `${character} at character ${Number(offset) + 1} is not understood`
  }
  return message.replace(/^Parse error[^\n]*\s*/, '').split('\n')[0] || 'it cannot be parsed'
}
