// A browser with an authenticator inside, as a phone has one: it makes passkeys and proves them at once.
import type { BrowserContext, Page } from 'playwright-core'

/** Gives this page an authenticator whose owner always says yes. */
export async function addAuthenticator(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { passkeys, refuse }

  /** How many passkeys it holds. */
  async function passkeys(): Promise<number> {
    const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
    return credentials.length
  }

  /** From now on its owner is somebody else. */
  async function refuse() {
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  }
}
