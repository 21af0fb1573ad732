// Asks the server of this page something, in the language of the page.

/** The server refused; the message is for the person. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** @throws Refused with the server's words; TypeError when it cannot be reached */
export async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Accept-Language': document.documentElement.lang,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  const answer: unknown = response.status === 204 ? {} : await response.json()
  if (response.ok) return answer
  throw new Refused(String((answer as { detail?: unknown }).detail))
}
