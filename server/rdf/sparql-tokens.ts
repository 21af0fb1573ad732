// Divides a SPARQL update into words and blocks in braces, minding strings, IRIs and comments. Pure.
import { SyntaxProblem } from '../../shapes/graph.ts'
import { InvalidPatch } from './patch.ts'

export interface Token {
  readonly kind: 'word' | 'block'
  /** A word as it is written; a block with its braces, without comments. */
  readonly text: string
}

// In this order: the longest quotes first, and a comment is none inside an IRI or a string.
const lexemes =
  /"""(?:\\.|[^\\])*?"""|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*'|<[^<>"{}|^`\\\s]*>|#[^\n\r]*|[{}]|[;()]|[^\s{};()"'<#]+|\s+|["'<]/gsu

/** What would make a block more than plain triples. */
const beyondTriples = new Set(
  'GRAPH SERVICE FILTER OPTIONAL UNION MINUS BIND VALUES SELECT'.split(' '),
)

/** @throws SyntaxProblem for braces that do not fit; InvalidPatch for more than plain triples */
export function updateTokens(text: string): Token[] {
  const tokens: Token[] = []
  let block: string[] | undefined
  for (const [lexeme] of text.matchAll(lexemes)) {
    if (lexeme.startsWith('#')) continue
    // At once: to look for the end of every such string takes for ever.
    if (lexeme === '"' || lexeme === "'") throw new SyntaxProblem('A string is not closed')
    if (lexeme === '{') {
      if (block) throw new InvalidPatch('Blocks must not contain others')
      block = []
    } else if (lexeme === '}') {
      if (!block) throw new SyntaxProblem('A brace is closed that was not opened')
      tokens.push({ kind: 'block', text: `{${block.join('')}}` })
      block = undefined
    } else if (block) block.push(plain(lexeme))
    else if (lexeme.trim() !== '') tokens.push({ kind: 'word', text: lexeme })
  }
  if (block) throw new SyntaxProblem('A brace is not closed')
  return tokens
}

function plain(lexeme: string): string {
  if (!beyondTriples.has(lexeme.toUpperCase())) return lexeme
  throw new InvalidPatch(`${lexeme} is not possible in a patch`)
}
