// Sections 10, 11, 18 and 19: what a stock Community Solid Server does instead, by row.

export const access: Readonly<Record<string, string>> = {
  'A3: compares IRIs in canonical form': 'compares them as they are written',
  'A4: refuses an ACL of the root that lets nobody control it': 'stores it',
  'A4: counts no control of members as control of the root': 'stores an ACL with that alone',
  'A5: never locks the owner of a storage out': 'does, and answers 403',
  'A5: tells the owner of a storage that she has control':
    'gives her only what the ACL says, which is not control',
  'A7: does not apply it to requests from elsewhere': 'does not look at acl:origin',
  'A8: tells on the ACL which conditions it understands': 'understands none',
  'A8: does not apply a rule for another client': 'does not look at conditions',
  'A8: does not apply a rule for another issuer': 'does not look at conditions',
  'A8: applies a rule only when all its conditions hold': 'does not look at conditions',
  'A8: does not take conditions for satisfied when nobody is signed in':
    'does not look at conditions',
  '10.3: PUT of something new is refused with Append on it and Append on its container':
    'takes Append for enough to create',
  '10.3: PUT of an ACL is allowed with Control on it and nothing on its container, answered 200 or 201 or 204 or 205':
    'wants a mode on the container, too, when the ACL is new',
  '10.3: DELETE of the ACL of the container is allowed with nothing on it and Control on its container, answered 200 or 201 or 204 or 205':
    'wants Write on the container, too',
  'A15: tells the owner all modes, and the public none':
    'leaves the group out when the public has no modes',
  'K2: exposes what clients need by name': 'exposes fewer headers',
  'K2: exposes on preflights, too': 'exposes fewer headers',
  'K6: tells on authorised answers, too, which headers may be sent': 'tells it on preflights only',
  'K7: answers OPTIONS that is no preflight with what can be done':
    'answers like a preflight, without Allow and links',
  'Y1: says nothing about its insides when it refuses': 'sends the stack with its paths',
  'Y2: follows no long chain of redirects': 'follows twenty',
  'Y2: does not swallow a document without end': 'reads all of it',
  'Y2: does not wait for a site that never answers': 'waits, and so does who asked',
  'Y2: asks no address that is not public for members': 'asks any address',
  'Y3: sandboxes pages and pictures that people upload': 'sends them as they are',
  'Y3: sandboxes a page that everybody may read, under any name': 'sends it as it is',
  'Y3: lets nothing uploaded be guessed to be something else': 'sends no nosniff',
  'Y4: refuses JSON-LD that is nested beyond measure': 'stores it unread',
  'Y4: refuses patches beyond measure': 'has no limit',
  'Y4: refuses paths beyond measure': 'has no limit when it stores in memory',
  'Y6: has a log of what was done under grants, for its owner alone': 'keeps no log for owners',
  'Y6: notes who changed which access rules, and through which app and provider':
    'keeps no log for owners',
  'Y6: notes no change of access rules that was refused': 'keeps no log for owners',
  'Y6: notes refusals of those who are signed in, or counts them': 'keeps no log for owners',
  'Y6: notes nothing of those who are not signed in': 'keeps no log for owners',
  'Y6: keeps what documents say out of the log': 'keeps no log for owners',
  'Y7: keeps owners in control under conditions that do not hold any more':
    'does not look at conditions, so that the rule applies',
  'Q1: lets N3 patches insert blank nodes': 'answers 422',
  'Q2: does not let Append create by PUT': 'answers 201',
  'Q7: lets clients say something about a container, by PUT and PATCH':
    'answers 409 to PUT of a container that is there',
  'Q10: writes sizes and times of members in the namespace with #':
    'writes the namespace without #, as the specification prints it',
  'Q11: takes no ID token as the key to data': 'takes any token whose audience is solid',
  'Q14: answers 415 to a patch of what is no RDF': 'answers 501',
}
