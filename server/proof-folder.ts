// Whether the used proofs on disk are all that were used. Nobody waits until they are flushed: they
// are all there while the machine keeps running, and after a clean stop; else they are thrown away.
import * as fs from 'node:fs'
import { join } from 'node:path'
import { maxAheadSeconds } from './authentication/dpop.ts'
import { isSameBoot, readBootId } from './boot-id.ts'
import type { Config } from './config.ts'
import { isSoundEnvironment } from './store/lmdb-file.ts'

interface State {
  /** The start of the machine that they belong to; null when all of them are on the disk. */
  readonly boot: string | null
  /** Of proofs made before, in seconds, it is not known whether they were used. */
  readonly since: number
}

export interface ProofFolder {
  /** From when on the proofs in it are all that were used; in seconds. */
  readonly since: number
  /** To be called once all processes have closed it. */
  settle(): void
}

/** 'DATA' → 'DATA/seen-proofs' */
export function proofFolderIn(dataFolder: string): string {
  return join(dataFolder, 'seen-proofs')
}

/** By one process, before all others open what is in it. */
export function openProofFolder({ store, dataFolder }: Config, now: number): ProofFolder {
  if (store === 'memory') return { since: 0, settle: () => {} }
  const folder = proofFolderIn(dataFolder)
  const since = prepareProofs(folder, { boot: readBootId(now), time: now })
  return { since, settle: () => settleProofs(folder) }
}

export interface Start {
  /** Which start of the machine this is. */
  readonly boot: string
  /** Milliseconds. */
  readonly time: number
}

/**
 * Makes the folder ready to be opened, by one process before all others. Gives back from when on the
 * proofs in it are all that were used, in seconds.
 */
export function prepareProofs(folder: string, { boot, time }: Start): number {
  const since = sinceWhen(folder, { boot, time })
  fs.mkdirSync(folder, { recursive: true })
  writeState(folder, { boot, since })
  return since
}

/** After the last process has closed it: from now on it may be trusted after any start. */
export function settleProofs(folder: string): void {
  const state = readState(folder)
  if (!state) return
  if (fs.existsSync(dataIn(folder))) flush(dataIn(folder))
  writeState(folder, { ...state, boot: null })
}

function sinceWhen(folder: string, { boot, time }: Start): number {
  const isSound = soundness(folder)
  const state = readState(folder)
  if (isSound === undefined) return Math.max(Math.floor(time / 1000), state?.since ?? 0)
  const isKept = state && (state.boot === null || isSameBoot(state.boot, boot))
  if (isSound && isKept) return state.since
  fs.rmSync(folder, { recursive: true })
  // Proofs from clients whose clock is ahead may have been used before their time.
  return Math.ceil(time / 1000) + maxAheadSeconds
}

/** Undefined when there is nothing, false for what cannot be read either. */
function soundness(folder: string): boolean | undefined {
  try {
    return isSoundEnvironment(dataIn(folder))
  } catch {
    return false
  }
}

/** Undefined when there is none that can be read. */
function readState(folder: string): State | undefined {
  try {
    const state: unknown = JSON.parse(fs.readFileSync(stateIn(folder), 'utf8'))
    return isState(state) ? state : undefined
  } catch {
    return undefined
  }
}

function isState(value: unknown): value is State {
  if (typeof value !== 'object' || value === null || !('boot' in value)) return false
  const isBoot = value.boot === null || typeof value.boot === 'string'
  return isBoot && 'since' in value && typeof value.since === 'number'
}

/** Whole or not at all, and on the disk before anything else happens. */
function writeState(folder: string, state: State): void {
  const file = stateIn(folder)
  fs.writeFileSync(`${file}.new`, JSON.stringify(state), { flush: true })
  fs.renameSync(`${file}.new`, file)
  flush(folder)
}

function flush(path: string): void {
  const file = fs.openSync(path, 'r')
  fs.fsyncSync(file)
  fs.closeSync(file)
}

const stateIn = (folder: string) => join(folder, 'state.json')
const dataIn = (folder: string) => join(folder, 'data.mdb')
