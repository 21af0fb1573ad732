// What the app needs from the outside, as one object: the SDK in the browser, a fake in tests.
import type { Member } from '../../sdk/container.ts'
import type { Document } from '../../sdk/document.ts'
import type { LogEntry } from '../../sdk/log.ts'
import type { Profile } from '../../sdk/profile.ts'
import type { ImportReport } from '../../sdk/release/energy.ts'
import type { Session } from '../../sdk/session.ts'
import type { GrantSummary, RequestSummary } from '../../sdk/mediator.ts'
import type { GrantChoice } from '../../sdk/sharing.ts'
import type { TypeRegistration } from '../../sdk/type-index.ts'

export type {
  Document,
  GrantChoice,
  GrantSummary,
  ImportReport,
  LogEntry,
  Member,
  Profile,
  RequestSummary,
  Session,
  TypeRegistration,
}

/** Everything rejects with a RequestError for a refusal and a TypeError when nobody answered. */
export interface Api {
  /** The session of an earlier visit or of a return from the provider; undefined when signed out. */
  restoreSession(): Promise<Session | undefined>
  /** Leaves the page for the provider. */
  startLogin(issuer: string): Promise<void>
  /** Signs out here and leaves for the provider to do so there; false when the page stays. */
  logout(): Promise<boolean>
  readProfile(session: Session): Promise<Profile>
  setMediator(session: Session, agent: string): Promise<void>
  listRequests(session: Session): Promise<readonly RequestSummary[]>
  listGrants(session: Session): Promise<readonly GrantSummary[]>
  grantRequest(
    session: Session,
    request: RequestSummary,
    choice: GrantChoice,
  ): Promise<GrantSummary>
  refuseRequest(session: Session, request: RequestSummary, reason?: string): Promise<unknown>
  withdrawGrant(session: Session, grant: GrantSummary): Promise<unknown>
  readLog(session: Session): Promise<readonly LogEntry[]>
  /** Where the person's type indexes say that her data is; [] when she has none. */
  typeRegistrations(session: Session): Promise<readonly TypeRegistration[]>
  listContainer(session: Session, url: string): Promise<readonly Member[]>
  readDocument(session: Session, url: string): Promise<Document>
  /** A hint at the start and whenever a container changes, several as one while nobody takes them. */
  watch(session: Session, url: string, signal: AbortSignal): AsyncIterable<unknown>
  importEnergy(
    session: Session,
    storage: string,
    file: { readonly name: string; readonly text: string },
  ): Promise<ImportReport>
}
