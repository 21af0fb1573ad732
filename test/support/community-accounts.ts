// Accounts at a Community Solid Server, made through its JSON account API as any person would.

/** What the second provider says of a new account. */
export interface CommunityAccount {
  readonly webId: string
  /** The root of the pod, with a trailing slash. */
  readonly storage: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What she signs in with in a browser. */
  readonly email: string
  readonly password: string
}

interface Controls {
  readonly password: { readonly create: string }
  readonly account: {
    readonly create: string
    readonly pod: string
    readonly clientCredentials: string
  }
}

/**
 * An account with a password, a pod of that name and client credentials for its WebID.
 * @throws Error with the server's own words when it refuses, for one because the name is taken
 */
export async function createCommunityAccount(
  baseUrl: string,
  name: string,
): Promise<CommunityAccount> {
  const entry = `${baseUrl}/.account/`
  const open = await call<{ controls: Controls }>(entry)
  const { authorization } = await call<{ authorization: string }>(open.controls.account.create, {})
  const { controls } = await call<{ controls: Controls }>(entry, undefined, authorization)

  const login = { email: `${name}@example.org`, password: `${name} of the second provider` }
  await call(controls.password.create, login, authorization)
  const pod = await call<{ pod: string; webId: string }>(
    controls.account.pod,
    { name },
    authorization,
  )
  const credentials = await call<{ id: string; secret: string }>(
    controls.account.clientCredentials,
    { name: 'tests', webId: pod.webId },
    authorization,
  )
  return {
    webId: pod.webId,
    storage: pod.pod,
    issuer: `${baseUrl}/`,
    clientId: credentials.id,
    clientSecret: credentials.secret,
    ...login,
  }
}

async function call<Answer>(url: string, body?: object, token?: string): Promise<Answer> {
  const headers = new Headers({ Accept: 'application/json' })
  if (token !== undefined) headers.set('Authorization', `CSS-Account-Token ${token}`)
  // Only beside a body: the server answers 500 to a typed GET.
  if (body !== undefined) headers.set('Content-Type', 'application/json')

  const send = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(url, { headers, ...send })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer
}
