// The script of the server's own pages: runs the passkey ceremonies that their forms ask for. Without
// it, or without WebAuthn, the same pages work with a password.
import { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill } from '@simplewebauthn/browser'
import { offerInAutofill } from './autofill.ts'
import { checkNames } from './name-check.ts'
import { listen } from './passkey-form.ts'

const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-passkey]')]

if (browserSupportsWebAuthn()) {
  document.documentElement.dataset['passkeys'] = 'yes'
  for (const hidden of document.querySelectorAll<HTMLElement>('[data-with-passkeys]')) {
    hidden.hidden = false
  }
  for (const open of document.querySelectorAll<HTMLDetailsElement>('details[data-else]')) {
    open.open = open.dataset['else'] === 'open'
  }
  for (const form of forms) listen(form)
  const first = forms.find((form) => form.dataset['passkey'] === 'prove')
  if (first && (await browserSupportsWebAuthnAutofill())) void offerInAutofill(first)
}
checkNames()
