// Requirements that cannot be seen at a server on http://localhost, each with the reason. None counts as passed.

export const notApplicable: ReadonlyMap<string, string> = new Map([
  ['H2', 'https is ended by the proxy in front; on http://localhost nothing redirects to it'],
])
