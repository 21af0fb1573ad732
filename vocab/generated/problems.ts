// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const problemBase = 'https://w3id.org/freehold/problems#'

/** Status and title of each problem type, by its name. */
export const problems = {
  'bad-request': { status: 400, title: "The request is malformed" },
  'bad-syntax': { status: 400, title: "The body could not be read" },
  'content-type-required': { status: 400, title: "A Content-Type is required" },
  'credentials-required': { status: 401, title: "Sign in first" },
  'invalid-token': { status: 401, title: "The credentials are not valid" },
  'forbidden': { status: 403, title: "Not allowed" },
  'not-your-resource': { status: 403, title: "This resource is not yours to share" },
  'grant-does-not-cover': { status: 403, title: "The grant does not cover this" },
  'not-found': { status: 404, title: "Not found" },
  'method-not-allowed': { status: 405, title: "The method is not possible here" },
  'not-acceptable': { status: 406, title: "No acceptable representation" },
  'request-timeout': { status: 408, title: "The request took too long to arrive" },
  'conflict': { status: 409, title: "The change conflicts with what is there" },
  'wrong-state': { status: 409, title: "Not possible in this state" },
  'not-enforced': { status: 409, title: "The pod's provider does not enforce the grant" },
  'precondition-failed': { status: 412, title: "It has changed since you read it" },
  'too-large': { status: 413, title: "Too large" },
  'uri-too-long': { status: 414, title: "The address is too long" },
  'unsupported-media-type': { status: 415, title: "This media type is not possible here" },
  'range-not-satisfiable': { status: 416, title: "The range lies outside" },
  'wrong-host': { status: 421, title: "This server does not answer for that host" },
  'unprocessable': { status: 422, title: "Understood, but not possible" },
  'shape-violation': { status: 422, title: "The data does not have the required form" },
  'not-represented': { status: 422, title: "This person has not chosen this mediator" },
  'too-many-requests': { status: 429, title: "Too many requests" },
  'headers-too-large': { status: 431, title: "Too many headers, or too large ones" },
  'internal': { status: 500, title: "Something went wrong on our side" },
  'not-implemented': { status: 501, title: "Unknown method" },
  'unreachable': { status: 502, title: "Another server did not answer" },
  'busy': { status: 503, title: "Busy, try again" },
  'quota-exceeded': { status: 507, title: "The pod is full" },
} as const

export type ProblemType = keyof typeof problems
