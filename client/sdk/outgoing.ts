// The arguments of fetch as one value that can be sent again.

export interface Outgoing {
  readonly url: URL
  readonly method: string
  readonly headers: Headers
  readonly body: BodyInit | null
  readonly redirect: RequestRedirect
  /** Everything else of a RequestInit: signal, cache, mode … */
  readonly rest: RequestInit
}

/** Reads the arguments of fetch; the body of a Request is held in memory so that it can be repeated. */
export async function outgoingOf(
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<Outgoing> {
  const { method, headers, body, redirect, ...rest } = init
  const request = input instanceof Request ? input : undefined
  return {
    url: new URL(input instanceof Request ? input.url : input, baseUrl()),
    method: (method ?? request?.method ?? 'GET').toUpperCase(),
    headers: new Headers(headers ?? request?.headers ?? {}),
    body: body ?? (await bodyOf(request)),
    redirect: redirect ?? request?.redirect ?? 'follow',
    rest: request && rest.signal === undefined ? { ...rest, signal: request.signal } : rest,
  }
}

/** Whether the body is still there after it was sent once: a stream is not. */
export function isRepeatable({ body }: Outgoing): boolean {
  return !(body instanceof ReadableStream)
}

async function bodyOf(request: Request | undefined): Promise<ArrayBuffer | null> {
  return request?.body ? request.arrayBuffer() : null
}

/** As fetch does: relative addresses are those of the page, where there is one. */
function baseUrl(): string | undefined {
  return typeof document === 'undefined' ? undefined : document.baseURI
}
