// Every sentence of the server's own pages, in English.

export type Words = typeof en

export const en = {
  language: 'en',
  /** For dates and numbers. */
  locale: 'en-GB',
  name: 'Name',
  password: 'Password',
  cancel: 'Cancel',
  anApp: 'an app',
  login: {
    title: 'Sign in',
    toContinue: 'to continue to',
    submit: 'Sign in',
    wrong: 'Name and password do not go together.',
    demo: 'This is a demo. Names and passwords were printed where the server was started.',
  },
  consent: {
    title: (app: string) => `Let ${app} in?`,
    app: 'App',
    you: 'You',
    able: 'It will be able to',
    knowYou: 'know who you are, by your WebID',
    useAll:
      'read, add, change and delete whatever you can, in your pods and where others let you in',
    goOn: 'go on while you are away, for up to 30 days unused',
    at: (host: string) => `at ${host}`,
    onThisDevice: (host: string) => `on this device (${host})`,
    described: (address: string) => `The app is described at ${address}`,
    ownClaim: 'The app gave this name itself. Trust the address, not the name.',
    allow: 'Allow',
    deny: 'Don’t allow',
    other: 'Use another account',
  },
  logout: {
    title: 'Sign out?',
    submit: 'Sign out',
    stay: 'Stay signed in',
    done: 'Signed out',
    close: 'You can close this page.',
  },
  error: {
    title: 'That did not work',
    help: 'Go back to the app and try again. If it happens again, the makers of the app can help.',
  },
  refusals: {
    signInOver: 'This sign-in is over, or was begun elsewhere',
    otherSite: 'This form was sent by another site',
    badApp: 'The app asked for something that is not possible here.',
    other: 'The server could not do this.',
    tooMany: (minutes: number) => `Too many attempts. Try again in ${minutes} min.`,
  },
}
