import { describe, expect, test } from 'vitest'
import { cardSections, factsNotStated } from './card-facts.ts'
import { cardLimitations } from './card-limitations.ts'
import type { CardRegister } from './card-register.ts'
import type { CardValidation } from './model-card.ts'

const register: CardRegister = {
  system: {
    name: 'Sepsis alert',
    businessPurpose: 'Find sepsis early.',
    archetype: 'risk-stratification',
    traits: [],
    dataTypes: [],
    modelOwner: 'Dana',
    clinicalOwner: null,
    technicalOwner: null,
    riskOwner: null,
    vendor: null,
    hostingLocation: 'On premises',
    monitoringApproach: 'Streamed.',
    careSetting: null,
    users: null,
    population: null,
    autonomy: null,
    downtimeProcedure: null,
    usesPhi: null,
    thirdPartyComponents: [],
    fdaStatus: null,
    fdaNumber: null,
    euRole: null,
    euHighRisk: null,
    siteCodes: [],
    outcomeHorizonDays: 30,
    stage: 'deployment',
    tier: null,
  },
  version: {
    label: '1.0.0',
    intendedUse: 'Adults on wards.',
    changeSummary: null,
    artifactSha256: 'a'.repeat(64),
    codeReference: null,
    dataReference: null,
    threshold: 0.3,
    inputs: [],
    aliases: [],
    withdrawnReason: null,
    createdAt: '2026-01-02T03:04:05.000Z',
    createdBy: 'Dana',
  },
  baseline: null,
  assessments: [],
  notes: {},
  validation: null,
}

function valueOf(given: CardRegister, id: string): string | null {
  const facts = cardSections(given).flatMap((section) => section.facts)
  const found = facts.filter((fact) => fact.id === id)
  expect(found).toHaveLength(1)
  return found[0]!.value
}

describe('statements', () => {
  test('a record without anything optional invents nothing', () => {
    const sections = cardSections(register)
    const stated = sections.flatMap(({ facts }) => facts).filter(({ value }) => value !== null)
    expect(stated.map(({ id }) => id)).toEqual([
      'model-name',
      'model-owner',
      'release-version',
      'release-stage',
      'registered',
      'artifact',
      'summary',
      'keywords',
      'intended-use',
      'outputs',
      'ongoing-maintenance',
      'security',
    ])
    expect(factsNotStated(sections)).toContain('Cautioned out-of-scope settings')
    // A source is named only where there is something from it.
    const facts = sections.flatMap((section) => section.facts)
    expect(facts.every(({ value, source }) => (value === null) === (source === null))).toBe(true)
  })

  test('what is unknown to whoever wrote the record is not stated either', () => {
    const { system } = register
    const unknown = { ...register, system: { ...system, fdaStatus: 'unknown', euRole: 'unknown' } }
    expect(valueOf(unknown, 'regulatory-approval')).toBeNull()
    const cleared = { ...system, fdaStatus: '510k-cleared', fdaNumber: 'K1', euRole: 'deployer' }
    expect(
      valueOf({ ...register, system: { ...cleared, euHighRisk: true } }, 'regulatory-approval'),
    ).toBe('FDA: 510k cleared (K1); EU AI Act: deployer, high risk')
  })

  test('notes of the impact assessment and groups of the report are taken over', () => {
    const given: CardRegister = {
      ...register,
      notes: { 'AIIA-SAF-1': 'A missed sepsis.', 'AIIA-FAI-5': ' ' },
      validation: {
        protocolTitle: 'External',
        lockedOn: '2026-01-01',
        intendedPopulation: 'Adults',
        conductedBy: 'Eve',
        data: { name: 'a.csv', from: '2025-01-01T00:00:00Z', to: '2025-12-31T00:00:00Z' },
        groups: [
          { attribute: 'sex', value: 'female', n: 1200 },
          { attribute: 'sex', value: 'x', n: null },
        ],
      },
    }
    expect(valueOf(given, 'known-risks')).toBe('A missed sepsis.')
    expect(valueOf(given, 'known-biases')).toBeNull()
    expect(valueOf(given, 'validation-data')).toBe('a.csv, 2025-01-01 to 2025-12-31')
    expect(valueOf(given, 'validation-demographics')).toBe('sex female: 1,200; sex x: hidden')
  })
})

describe('limitations', () => {
  const validation: CardValidation = {
    runId: '1',
    kind: 'file',
    protocol: { id: '2', title: 'External', digest: '' },
    intendedPopulation: 'Adults',
    data: { name: 'a.csv', from: null, to: null, unit: 'prediction' },
    n: 1500,
    events: 100,
    sampleSizeRequired: 2000,
    sampleSizeReached: false,
    verdict: 'not-met',
    criteria: [
      { sentence: 'AUROC at least 0.9: not met.', state: 'not-met' },
      { sentence: 'Sensitivity at least 0.5: met.', state: 'met' },
    ],
    segments: [{ attribute: 'sex', value: 'x', n: null, metrics: [] }],
    fairness: [
      {
        attribute: 'sex',
        threshold: 0.3,
        equalizedOddsDifference: 0.2,
        demographicParityRatio: 0.7,
        reason: null,
        gaps: [
          {
            group: 'f',
            rate: 'flag-rate',
            difference: 0.2,
            lower: 0.1,
            upper: 0.3,
            beyond: 'critical',
            reason: null,
          },
        ],
      },
    ],
    suppressedBelow: 11,
    digest: '',
    signedAt: '2026-01-01T00:00:00.000Z',
  }

  test('name what was not met, too small, apart, hidden and noted', () => {
    expect(cardLimitations(validation, ['A note.'], true)).toEqual([
      'The data of this AI system is made up.',
      'AUROC at least 0.9: not met.',
      'The sample is smaller than the precision asked for: 2,000 were needed, and 1,500 had an outcome.',
      "sex f: the flag rate at 0.3 lies apart from everybody else's, beyond the critical margin.",
      'Hidden, because of fewer than 11 people: sex x.',
      'A note.',
    ])
  })

  test('a version nobody measured says so', () => {
    expect(cardLimitations(null, [], false)).toEqual([
      'No signed validation report: performance is not shown.',
    ])
  })
})
