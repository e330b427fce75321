import { describe, expect, test } from 'vitest'
import { archetypes } from '../ai-systems/closed-lists.ts'
import { lawFactsSchema } from './law-facts.ts'
import { asLawFacts, factsOfRecord, factsOfSites, joinFacts } from './system-facts.ts'
import type { SystemRecord } from './system-facts.ts'

const record: SystemRecord = {
  ...{ archetype: 'triage', traits: [], autonomy: null, usesPhi: null, vendor: null },
  ...{ fdaStatus: null, euRole: null },
}
const factsOf = (more: Partial<SystemRecord>) => asLawFacts(factsOfRecord({ ...record, ...more }))

test('what the record leaves open stays open', () => {
  expect(factsOf({})).toEqual({ archetype: 'triage', uses: ['triage'] })
  expect(factsOf({ fdaStatus: 'unknown' })).toEqual(factsOf({}))
})

test('what it says is used', () => {
  expect(
    factsOf({
      ...{ archetype: 'patient-chat', traits: ['generative', 'predictive-dsi'] },
      ...{ autonomy: 'acts-alone', usesPhi: false, vendor: 'Acme', fdaStatus: '510k-cleared' },
    }),
  ).toEqual({
    archetype: 'patient-chat',
    autonomy: 'acts-alone',
    processesPhi: false,
    thirdParty: true,
    fdaStatus: '510k-cleared',
    generative: true,
    patientFacing: true,
  })
})

test('every archetype gives facts that can be read', () => {
  for (const archetype of archetypes) {
    const { uses } = lawFactsSchema.parse(factsOf({ archetype }))
    expect(uses?.length ?? 0, archetype).toBe(archetype === 'patient-chat' ? 0 : 1)
  }
})

describe('sites', () => {
  const denver = { country: 'US', state: 'CO' }

  test.each([
    ['no site', [], {}],
    ['one', [denver], { countries: ['US'], states: ['CO'] }],
    [
      'several',
      [denver, { country: 'US', state: 'UT' }, denver, { country: 'DE', state: null }],
      { countries: ['EU', 'US'], states: ['CO', 'UT'] },
    ],
    [
      'none in the United States',
      [{ country: 'CH', state: null }],
      { countries: ['other'], states: [] },
    ],
    ['a state is missing', [denver, { country: 'US', state: null }], { countries: ['US'] }],
    ['a country is missing', [denver, { country: null, state: null }], {}],
  ])('%s', (_name, sites, facts) => {
    expect(asLawFacts(factsOfSites(sites))).toEqual(facts)
  })
})

test('what people state goes before what the program knows', () => {
  const stated = [{ name: 'uses', value: ['therapy'], source: 'stated' }] as const
  const known = joinFacts(stated, factsOfRecord(record))
  expect(known.map(({ name, source }) => [name, source])).toEqual([
    ['uses', 'stated'],
    ['archetype', 'record'],
  ])
})
