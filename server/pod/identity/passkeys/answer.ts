// What a browser sends at the end of a ceremony, read as far as we need to know whom to ask. Pure.

export interface Answer {
  /** The credential, base64url. */
  readonly id: string
  readonly response: Readonly<Record<string, unknown>>
}

/** What a text says; undefined when it is no answer of a browser at all. */
export function readAnswer(text: string): Answer | undefined {
  const answer = objectIn(text)
  const response = answer?.['response']
  const isAnswer = typeof answer?.['id'] === 'string' && typeof response === 'object'
  return isAnswer && response !== null ? (answer as unknown as Answer) : undefined
}

/** The challenge that the answer claims to be for; '' when it claims none. */
export function challengeOf({ response }: Answer): string {
  const text = Buffer.from(textIn(response, 'clientDataJSON'), 'base64url').toString()
  return textIn(objectIn(text) ?? {}, 'challenge')
}

/** Whom the authenticator says that it speaks for; '' when it says nothing. */
export function handleOf({ response }: Answer): string {
  return textIn(response, 'userHandle')
}

/** How the authenticator can be reached: ['internal', 'hybrid']. Hints for browsers, no more. */
export function transportsOf({ response }: Answer): string[] {
  const { transports } = response
  if (!Array.isArray(transports)) return []
  return transports.filter((each) => typeof each === 'string' && each.length < 20).slice(0, 8)
}

function textIn(object: Readonly<Record<string, unknown>>, name: string): string {
  const value = object[name]
  return typeof value === 'string' ? value : ''
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    // No JSON: then it says nothing.
    return undefined
  }
}
