// Who plays in the demo. Their passwords are known to everybody, so they exist in demo mode only.

export interface Player {
  /** Name of account, pod and profile. */
  readonly name: string
  readonly displayName: string
  readonly password: string
}

export const alice: Player = {
  name: 'alice',
  displayName: 'Alice Martin',
  password: 'demo-alice',
}

export const bob: Player = {
  name: 'bob',
  displayName: 'Bob Okafor',
  password: 'demo-bob',
}

export const compareco: Player = {
  name: 'compareco',
  displayName: 'CompareCo Energy',
  password: 'demo-compareco',
}

export const cast: readonly Player[] = [alice, bob, compareco]
