// Sections 6 to 9: what a stock Community Solid Server does instead, by row.

const storesAnything = 'stores whatever bytes come, and fails when somebody asks for another format'
const putsNoContainer =
  'refuses every PUT to a container that exists, before it looks at conditions'
const ignoresTerms = 'takes what is no formula for an empty one'

export const resources: Readonly<Record<string, string>> = {
  'R2: gives the default graph alone in Turtle': 'writes named graphs into Turtle, which has none',
  'R3: ignores the case of media types': 'answers 501',
  'R3: answers 406 when nothing it has is acceptable': 'answers 501',
  'R5: never fetches a context that a document names': 'fetches contexts from anywhere',
  'R5: knows the contexts of notifications, in both spellings, and of client documents':
    'fetches those that it does not have',
  'R6: refuses broken Turtle with 400 and stores nothing': storesAnything,
  'R6: refuses broken JSON with 400 and stores nothing': storesAnything,
  'R6: refuses JSON that is no JSON-LD with 400': storesAnything,
  'R6: refuses Turtle with unknown prefixes with 400': storesAnything,
  'R6: keeps what was there when the replacement is broken': storesAnything,
  'W3: answers 412 to PUT with If-None-Match: * of a container that is there': putsNoContainer,
  'W3: refuses a container that is linked as a non-RDF source with 409': 'ignores the link',
  'W6: lets no Slug lead out of the container': 'answers with a Location outside of it',
  'W10: refuses PUT of a part with 400': 'replaces the whole by the part',
  'W10: refuses an encoding that it does not know with 415': 'stores the encoded bytes as they are',
  'W10: asks for a body only from those who may write': 'asks everybody',
  'N2: refuses to patch what is no RDF with 415': 'answers 501',
  'N4: takes empty formulae': 'takes an empty formula for a blank node, and answers 422',
  'N5: refuses a literal in place of a formula': ignoresTerms,
  'N5: refuses an IRI in place of a formula': ignoresTerms,
  'N5: refuses a list in place of a formula': ignoresTerms,
  'N7: mints a new blank node at every insert': 'refuses blank nodes in inserts with 422',
  'N7: lets a blank node in where stand for anything': 'matches blank nodes by their labels',
  'N9: counts solutions that bind the same as one': 'finds no solution',
  'N10: gives a search up that would not end': 'ends it with 409',
  'N11: refuses a query with 400 or 422': 'answers 415',
  'N11: refuses LOAD <http://localhost/else> with 422': 'answers 415',
  'N11: refuses CLEAR DEFAULT with 422': 'answers 415',
  'N11: refuses DROP ALL with 422': 'answers 415',
  'N11: refuses INSERT DATA { GRAPH <#g> { <#a> <#b> <#c> } } with 422': 'answers 501',
  'N11: refuses DELETE { ?s ?p ?o } USING <#g> WHERE { ?s ?p ?o } with 422': 'answers 501',
  'N11: refuses INSERT { ?s ?p 1 } WHERE { SERVICE <http://localhost/sparql> { ?s ?p ?o } } with 422':
    'answers 501',
  'N12: lets no patch take control of the root from everybody': 'lets it',
  'E1: creates a container with If-None-Match: *, but once': putsNoContainer,
  'E2: refuses to create with If-Match': 'creates it',
  'E3: answers 304 to GET and HEAD of what the client has': 'sends no Cache-Control with it',
}
