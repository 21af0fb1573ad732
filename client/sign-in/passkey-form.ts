// A form that ends with a ceremony: the answer of the authenticator goes into its hidden field.
import { WebAuthnError, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { Refused, post } from './post.ts'
import { tell } from './tell.ts'

/** Makes the buttons of a form that are marked for it begin a ceremony in place of sending. */
export function listen(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    const { submitter } = event
    if (!(submitter instanceof HTMLButtonElement)) return
    if (submitter.dataset['ceremony'] === undefined || isTypingPassword()) return
    event.preventDefault()
    void run(form, submitter)
  })
}

/** Sends the form with what the authenticator said. */
export function send(form: HTMLFormElement, answer: object): void {
  const field = form.querySelector<HTMLInputElement>('input[name=answer]')
  if (!field) throw new Error('The form has no field for the answer')
  field.value = JSON.stringify(answer)
  form.submit()
}

/** What the server asks the authenticator for, given what the form says so far. */
export async function optionsOf<T>(form: HTMLFormElement): Promise<T> {
  const { options } = form.dataset
  const fields = [...new FormData(form)].filter(([name]) => name !== 'password')
  return (await post(options!, Object.fromEntries(fields))) as T
}

/** The Enter key presses the first button of a form; in the password field it means the password. */
function isTypingPassword(): boolean {
  return document.activeElement?.matches('input[type=password]') ?? false
}

async function run(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  tell(form, '')
  button.disabled = true
  try {
    send(form, await ceremony(form))
  } catch (error) {
    tell(form, wordsFor(form, error))
  } finally {
    button.disabled = false
  }
}

async function ceremony(form: HTMLFormElement): Promise<object> {
  if (form.dataset['passkey'] === 'make') {
    const optionsJSON = await optionsOf<PublicKeyCredentialCreationOptionsJSON>(form)
    return startRegistration({ optionsJSON })
  }
  const optionsJSON = await optionsOf<PublicKeyCredentialRequestOptionsJSON>(form)
  return startAuthentication({ optionsJSON })
}

function wordsFor({ dataset }: HTMLFormElement, error: unknown): string {
  if (error instanceof Refused) return error.message
  const isKnown =
    error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
  return (isKnown ? dataset['known'] : dataset['failed']) ?? ''
}
