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
    id: 'S5',
    part: 'notification services',
    why: 'They are listed once there are any.',
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
    id: 'Q9',
    part: undefined,
    why: 'No notifications are offered yet, so there is no context and no type of channel to take.',
  },
]
