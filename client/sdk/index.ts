// The SDK as app builders import it, in browsers and in Node. Signing in from a page is in
// ./browser-session.ts and queries are in ./query, so that nobody loads them without need.
export { addLease, removeLease } from './access.ts'
export type { LeaseOn } from './access.ts'
export { askForAccess, grantedTo } from './asking.ts'
export type { GrantProblem, Granted, Question } from './asking.ts'
export { listContainer } from './container.ts'
export type { Member } from './container.ts'
export { changeDocument, readDocument, writeDocument } from './document.ts'
export type { Change, Document, WriteCondition } from './document.ts'
export { inboxOf, listNotices, sendNotice } from './inbox.ts'
export type { Notice } from './inbox.ts'
export { readLog } from './log.ts'
export type { LogEntry, LogKind } from './log.ts'
export type { GrantSummary, RequestSummary, State } from './mediator.ts'
export { readProfile } from './profile.ts'
export type { Profile } from './profile.ts'
export { remove } from './remove.ts'
export { RequestError, request } from './request.ts'
export type { Fetch } from './request.ts'
export { loginWithCredentials } from './session.ts'
export type { ClientCredentials, LoginOptions, Session } from './session.ts'
export {
  grantRequest,
  listGrants,
  listRequests,
  refuseRequest,
  setMediator,
  withdrawGrant,
} from './sharing.ts'
export type { GrantChoice, Withdrawal } from './sharing.ts'
export { findData, registerData, typeRegistrations } from './type-index.ts'
export type { Found, FoundData, NewRegistration, TypeRegistration } from './type-index.ts'
export { readWacAllow } from './wac-allow.ts'
export type { AccessMode, AllowedModes } from './wac-allow.ts'
export { watch } from './watch.ts'
export type { OpenSocket, ResourceChange, Socket, WatchOptions } from './watch.ts'
