// Demands that cannot be seen at a server on http://localhost, each with the reason. None counts as passed.

export interface NotApplicable {
  readonly id: string
  /** Which of several demands it is; undefined when it is all of them. */
  readonly part: string | undefined
  readonly why: string
}

export const notApplicable: readonly NotApplicable[] = [
  {
    id: 'H1',
    part: 'HTTP/2',
    why: 'A proxy in front ends TLS and speaks HTTP/2; browsers do not speak it over plain http.',
  },
  {
    id: 'H2',
    part: undefined,
    why: 'A proxy in front serves https and redirects to it; http://localhost has no https to send to.',
  },
  {
    id: 'H12',
    part: '429 before a proof is used up, 503 when overloaded, 507',
    why: 'They take a flood or a full disk, which one client on this machine does not make reliably.',
  },
  {
    id: 'H13',
    part: '451',
    why: 'Nothing here is blocked for legal reasons.',
  },
  {
    id: 'U8',
    part: 'Forwarded from a proxy that is trusted',
    why: 'The base URL is configured, and no header changes it; that they are ignored is a row.',
  },
  {
    id: 'A14',
    part: 'equal time',
    why: 'Times on a shared machine tell nothing reliable; that words and headers are equal is a row.',
  },
  {
    id: 'O1',
    part: 'as_uri, UMA',
    why: 'There is no authorization server: the token of any provider that the WebID names is taken as it is.',
  },
  {
    id: 'O5',
    part: 'a WebID that is not of the account it is named for',
    why: 'No request makes our provider sign such a token; that the word of its own document decides is tested with keys at hand (test/http).',
  },
  {
    id: 'O8',
    part: undefined,
    why: 'The log goes to standard error, which nobody reads over HTTP; that no token is in it is tested (test/http).',
  },
  {
    id: 'D4',
    part: 'the exact limits',
    why: 'On a busy machine seconds pass between making a proof and its arrival; the limits are tested with a clock at hand (test/http).',
  },
  {
    id: 'D5',
    part: 'several processes, restarts, a full memory',
    why: 'One process answers here; these are tested (test/http).',
  },
  {
    id: 'P6',
    part: 'access tokens without a WebID',
    why: 'Programs and older apps forget the scope. People are asked the same, and told the same, whichever scopes there are.',
  },
  {
    id: 'P11',
    part: 'making, listing and ending them',
    why: 'Each provider has an account page of its own for that; ours is tested in a browser (test/app).',
  },
  {
    id: 'P13',
    part: 'WebIDs elsewhere',
    why: 'Accounts here are for WebIDs here; none elsewhere can be linked.',
  },
  {
    id: 'P14',
    part: undefined,
    why: 'A proxy in front serves https; at http://localhost the exception applies.',
  },
  {
    id: 'P15',
    part: 'passkeys, throttling, Secure and __Host- cookies',
    why: 'Passkeys take a browser (test/app); throttling would lock the other rows out (test/http); cookies are named so at https alone.',
  },
  {
    id: 'P16',
    part: undefined,
    why: 'There is no UMA authorization server.',
  },
  {
    id: 'I1',
    part: 'WebIDs without #',
    why: 'Every WebID here has a fragment.',
  },
  {
    id: 'F6',
    part: 'the exact times',
    why: 'A busy machine is late; that nothing is told early, and the last of all at a rate, are rows.',
  },
  {
    id: 'F10',
    part: 'names that resolve to private addresses, limits, giving up after a day',
    why: 'They take a name server, a crowd and a day; these are tested (test/http, test/unit).',
  },
  {
    id: 'F14',
    part: undefined,
    why: 'No other type of channel is offered: each of these can be had by web socket or webhook.',
  },
]
