// The headers that a signed request would carry, for requests that are written to the socket by hand.
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { ClientCredentials } from '../../client/sdk/session.ts'

export type SignedHeaders = { readonly authorization: string; readonly dpop: string }
/** A token and a fresh proof for one request. */
export type Signer = (method: string, url: string) => Promise<SignedHeaders>

/** Signs in with a transport that answers signed requests itself, with the headers they carry. */
export async function openSigner(credentials: ClientCredentials): Promise<Signer> {
  const session = await loginWithCredentials(credentials, { fetch: echo })
  return async (method, url) => {
    const response = await session.fetch(url, { method })
    return (await response.json()) as SignedHeaders
  }
}

async function echo(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const authorization = request.headers.get('authorization') ?? ''
  if (!/^DPoP /i.test(authorization)) return globalThis.fetch(request)
  return Response.json({ authorization, dpop: request.headers.get('dpop') })
}
