// What a passkey is called until its owner says otherwise. Pure.
import type { IncomingMessage } from 'node:http'
import { deviceOf } from './device.ts'

/** 'Firefox, Linux'; '?' when the browser says nothing that we know. */
export function deviceNameOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const device = deviceOf(headers['user-agent'])
  return device ? `${device.browser}, ${device.system}` : '?'
}
