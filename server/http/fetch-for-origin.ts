// One fetch made of two: our own server is asked in another way than all others.

type Fetch = typeof globalThis.fetch

/** Takes `there` for requests to an origin ('https://pods.example'), `elsewhere` for all others. */
export function fetchForOrigin(origin: string, there: Fetch, elsewhere: Fetch): Fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    return (url.origin === origin ? there : elsewhere)(input, init)
  }
}
