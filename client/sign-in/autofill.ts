// Passkeys among what the browser suggests for the name, where it can do that.
import { WebAuthnError, startAuthentication } from '@simplewebauthn/browser'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { Refused } from './post.ts'
import { optionsOf, send } from './passkey-form.ts'

/** A challenge is good for five minutes. */
const freshForMs = 4 * 60_000

/** Waits for the person to pick a passkey, then sends the form; begins anew before a challenge ends. */
export async function offerInAutofill(form: HTMLFormElement): Promise<void> {
  const timer = setTimeout(() => void offerInAutofill(form), freshForMs)
  try {
    const optionsJSON = await optionsOf<PublicKeyCredentialRequestOptionsJSON>(form)
    send(form, await startAuthentication({ optionsJSON, useBrowserAutofill: true }))
  } catch (error) {
    // She used the button, or the form; or none was picked. There is nothing to say about that.
    clearTimeout(timer)
    if (!(error instanceof WebAuthnError || error instanceof Refused || isAbort(error))) throw error
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException || error instanceof TypeError
}
