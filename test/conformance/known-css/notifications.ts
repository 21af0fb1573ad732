// Section 16: what a stock Community Solid Server does instead, by row.

export const notifications: Readonly<Record<string, string>> = {
  'F2: describes services in JSON-LD so that clients can read it as plain JSON':
    'writes expanded JSON-LD, which is no plain JSON',
  'F2: says which features each service has': 'writes expanded JSON-LD, which is no plain JSON',
  'F4: takes application/ld+json and no other media type': 'answers 422 to other media types',
  'F4: refuses JSON-LD of a profile that it does not know with 415': 'takes any profile',
  'F4: answers 422 to features with values that they cannot have':
    'takes values that features cannot have',
  'F4: answers 403 when one of several topics may not be read': 'takes one topic a channel',
  'F5: takes several topics': 'takes one topic a channel',
  'F5: shows a channel to who made it, and to nobody else': 'answers 400 to GET of a channel',
  'F5: ends a channel when who made it deletes it': 'lets anybody delete a channel',
  'F6: ends a channel when it was asked to': 'keeps the socket open behind endAt',
  'F6: keeps the rate that was asked for, and tells the last state':
    'drops what happens in between, the last state too',
  'F7: takes the type of the channel as a subprotocol, and none':
    'refuses sockets that offer the type as a subprotocol',
  'F7: serves one connection of a channel at a time': 'serves any number of connections',
  'F7: does not write the address of a socket where the channel is shown':
    'uses one secret for the channel and its socket',
  'F8: answers 422 when there is no address to send to': 'takes any text as an address',
  'F8: sends to https alone': 'sends to http addresses',
  'F9: signs what it sends with a key of its issuer': 'sends token and proof alone',
  'F10: does not send to addresses that are not public': 'sends to private addresses',
  'F10: asks receivers first whether they agree': 'sends without asking',
  'F10: follows no redirect, and tries again': 'follows redirects, with the message',
  'F11: names each message with a UUID of its own': 'makes ids of the time and the topic',
  'F12: falls silent, and says so, when the subscriber may not read any more':
    'tells those who may not read any more',
  'F12: sends nothing any more to who may not read any more':
    'sends to those who may not read any more',
  'F13: tells nothing of writes that fail, and of those that change nothing':
    'tells of writes of the same bytes',
  'F13: sends again, in order, what a receiver did not take': 'sends each message once',
  'Q9: takes either context and answers with the same': 'knows the older context alone',
  'Q9: writes messages in the context of the subscriber': 'knows the older context alone',
  'Q9: takes each spelling of a type of channel': 'takes the full name of its own namespace alone',
}
