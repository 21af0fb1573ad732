// Where a person goes on after one of our forms: only to places of our own. Pure.

/** The address that a form names, if it is one of an app's sign-ins here; else the account page. */
export function continueTo(asked: string): string {
  const isSignIn = /^\/\.oidc\/auth\?[\w.~%+&=:*-]{1,4000}$/.test(asked)
  return isSignIn ? asked : '/.account/'
}
