// Access requests as typed values.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { accessRequest, accessRequestsIn, writeAccessRequest } from '../../shapes/access-request.ts'
import type { AccessRequest } from '../../shapes/access-request.ts'
import { Graph, parseTurtle, writeTurtle } from '../../shapes/graph.ts'
import { validate } from '../../shapes/validate.ts'
import { dpv } from '../../vocab/generated/dpv.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { purposes } from '../../vocab/generated/concepts.ts'

const document = 'https://compare.example/share/requests/42.ttl'
const request: AccessRequest = {
  id: `${document}#request`,
  person: 'https://alice.example/profile/card#me',
  firm: 'https://compare.example/#org',
  dataType: fh.EnergyConsumptionType,
  purpose: purposes[0]!.standard,
  term: 'P30D',
  resources: ['https://pod.example/alice/data/energy/raw/2026-01.ttl'],
  issued: new Date('2026-02-01T10:00:00Z'),
  message: 'To find you a cheaper "tariff".',
}

function example(file: string) {
  const text = readFileSync(`shapes/examples/access-request/${file}`, 'utf8')
  return parseTurtle(text, document)
}

describe('an access request', () => {
  it('is read from a document that has the form', () => {
    const graph = example('valid.ttl')

    expect(accessRequestsIn(graph)).toEqual([request.id])
    expect(accessRequest(graph, request.id)).toEqual({
      ...request,
      message: 'To find you a cheaper tariff.',
    })
  })

  it('says its purpose in the standard words, whatever the firm called it', () => {
    const graph = example('valid.own-purpose.ttl')

    const { purpose } = accessRequest(graph, request.id)

    expect(purpose.startsWith(dpv[''])).toBe(true)
    expect(purpose).toBe(request.purpose)
  })

  it.each([
    ['with everything', request],
    ['for all data of the type, without a word', { ...request, resources: [], message: undefined }],
    ['whose IRI has no fragment', { ...request, id: document }],
  ])('%s has the form when written, and is read back as it was', async (_name, each) => {
    const graph = new Graph(writeAccessRequest(each))
    const again = parseTurtle(writeTurtle(writeAccessRequest(each)), document)

    expect(await validate(graph, 'access-request')).toEqual([])
    expect(accessRequest(again, each.id)).toEqual(each)
  })

  it('is not found where there is none', () => {
    expect(accessRequestsIn(parseTurtle('<#a> <#b> <#c> .', document))).toEqual([])
  })
})
