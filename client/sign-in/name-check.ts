// Says what is wrong with a chosen name as soon as it has been typed.
import { Refused, post } from './post.ts'

/** Watches the fields that name the address at which names are checked. */
export function checkNames(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-check]')) {
    field.addEventListener('change', () => void check(field))
  }
}

async function check(field: HTMLInputElement): Promise<void> {
  const fault = await faultOf(field)
  const place = document.getElementById(`${field.id}-fault`)
  if (place) {
    place.textContent = fault
    place.hidden = fault === ''
  }
  field.setAttribute('aria-invalid', String(fault !== ''))
}

async function faultOf({ dataset, value }: HTMLInputElement): Promise<string> {
  try {
    await post(dataset['check']!, { name: value })
    return ''
  } catch (error) {
    // Without an answer the server says it when the form is sent.
    return error instanceof Refused ? error.message : ''
  }
}
