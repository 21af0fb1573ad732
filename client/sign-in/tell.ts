// Says something below a form, so that a screen reader speaks it.

/** Shows a message in the place that the form has for it; takes it away when there is none. */
export function tell(form: HTMLFormElement, message: string): void {
  const place = form.querySelector<HTMLElement>('[data-message]')
  if (!place) return
  place.textContent = message
  place.hidden = message === ''
}
