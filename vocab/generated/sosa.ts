// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

export const sosa = {
  /** The namespace itself. */
  '': 'http://www.w3.org/ns/sosa/',
  Observation: 'http://www.w3.org/ns/sosa/Observation',
  Sensor: 'http://www.w3.org/ns/sosa/Sensor',
  hasSimpleResult: 'http://www.w3.org/ns/sosa/hasSimpleResult',
  madeBySensor: 'http://www.w3.org/ns/sosa/madeBySensor',
  observedProperty: 'http://www.w3.org/ns/sosa/observedProperty',
  resultTime: 'http://www.w3.org/ns/sosa/resultTime',
} as const
