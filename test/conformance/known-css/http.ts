// Sections 0 and 1: what a stock Community Solid Server does instead, by row.

export const http: Readonly<Record<string, string>> = {
  '0: refuses broken credentials even where everybody may read':
    'takes credentials of an unknown form for none, and answers 200 where everybody may read',
  '0: refuses a stranger before it looks at the body of a PATCH':
    'parses the patch first, and answers 400',
  '0: refuses a stranger before it looks at conditions, types and conflicts':
    'checks the Content-Type first, and answers 400',
  'H1: refuses a second Host or a second Content-Length with 400': 'takes the first Host',
  'H7: says Allow for containers on GET, HEAD and OPTIONS':
    'does not allow PUT and PATCH on containers, and has no Allow on OPTIONS',
  'H7: says Allow for documents on GET, HEAD and OPTIONS: everything but POST':
    'has no Allow on OPTIONS',
  'H7: does not say that a storage root or its ACL can be deleted': 'has no Allow on OPTIONS',
  'H7: says Allow on writes that succeed': 'has no Allow on writes',
  'H8: says on GET, HEAD and OPTIONS of a document which patches and bodies it takes':
    'says so on GET and HEAD only',
  'H8: says on GET, HEAD and OPTIONS of a container what it takes':
    'says so on GET and HEAD only, and patches no containers',
  'H10: tells tag and date of what was written on PUT and PATCH': 'tells neither on writes',
  'H10: tells tag and date of what POST created': 'tells neither on writes',
  'H11: keeps what is not public out of shared caches': 'sends no Cache-Control',
  'H11: has caches ask again for what is public': 'sends no Cache-Control',
  'H11: gives a part from the middle, to the end, and from the end':
    'refuses a range whose end lies behind the end of the bytes',
  'H11: gives the first byte alone': 'takes 0-0 for an empty range, and answers 416',
  'H11: refuses a part behind the end with 416 and tells the length': 'does not tell the length',
  'H11: gives everything for a range that is malformed or of an unknown unit':
    'answers 416 for a range that ends before it begins',
  'H11: gives a part under If-Range only of the version that was meant': 'ignores If-Range',
  'H12: describes every refusal in a problem document': 'describes errors in JSON of its own',
  'H12: tells in errors neither files nor stack traces nor who else there is':
    'sends stack traces with file names',
  'H12: refuses RDF that is too large with 413 and stores nothing': 'has no limit',
  'H13: links refusals by a rule to a document about the rule': 'links to no constraints',
}
