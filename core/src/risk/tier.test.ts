import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { classify } from './tier.ts'
import { clinicalUseOf, parseTieringContent } from './tiering-content.ts'

const yaml = parse(
  readFileSync(new URL('../../../content/risk/tiering.yaml', import.meta.url), 'utf8'),
)
const parsed = parseTieringContent(yaml)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons, null, 2))
const { tiering } = parsed

const low = {
  safety: 1,
  fundamentalRights: 1,
  economicHarm: 1,
  complexity: 1,
  dataSensitivity: 1,
  automation: 1,
}
const plain = {
  answers: low,
  archetype: 'administrative-no-phi',
  handlesPhi: false,
  fdaRegulated: false,
  euHighRisk: false,
}

describe('worked examples of the content', () => {
  test('there are twelve', () => expect(tiering.examples).toHaveLength(12))

  test.each(tiering.examples)('$id $system', ({ archetype, handlesPhi, answers, expected }) => {
    const input = { answers, archetype, handlesPhi, fdaRegulated: false, euHighRisk: false }
    expect(classify(input, tiering)).toMatchObject(expected)
  })
})

describe('classify', () => {
  test('the mean of the likelihood factors rounds half up', () => {
    const likelihood = (complexity: number, dataSensitivity: number, automation: number) =>
      classify({ ...plain, answers: { ...low, complexity, dataSensitivity, automation } }, tiering)
        .likelihood
    expect(likelihood(1, 1, 2)).toBe(1)
    expect(likelihood(1, 2, 2)).toBe(2)
    expect(likelihood(4, 4, 3)).toBe(4)
  })

  test('a system that acts alone is at least likely (4)', () => {
    const result = classify({ ...plain, answers: { ...low, automation: 5 } }, tiering)
    expect(result.likelihood).toBe(4)
    expect(result.reasons[1]?.message).toContain('acts alone')
    expect(classify({ ...plain, answers: { ...low, automation: 4 } }, tiering).likelihood).toBe(2)
  })

  test('impact decides alone where it is 5 or 4', () => {
    const tier = (safety: number) =>
      classify({ ...plain, answers: { ...low, safety } }, tiering).tierByScore
    expect([1, 2, 3, 4, 5].map(tier)).toEqual([4, 4, 4, 2, 1])
  })

  test.each([
    [{ handlesPhi: true }, 2, ['PHI floor']],
    [{ fdaRegulated: true }, 1, ['device floor']],
    [{ euHighRisk: true, handlesPhi: true }, 1, ['device floor']],
    [{ archetype: 'revenue-cycle', handlesPhi: true }, 2, ['archetype floor', 'PHI floor']],
    [{ archetype: 'triage' }, 1, ['archetype floor']],
    [{}, 4, []],
  ])('floors: %o gives tier %i raised by %o', (facts, tier, raisedBy) => {
    expect(classify({ ...plain, ...facts }, tiering)).toMatchObject({ tier, raisedBy })
  })

  test('says every step and what the tier asks for', () => {
    const result = classify({ ...plain, handlesPhi: true }, tiering)
    expect(result.reasons.map(({ message }) => message)).toEqual([
      'Impact is 1, decided by safety, fundamental rights, economic harm',
      'Likelihood is 1, from 1, 1, 1',
      '1 × 1 = 1 gives tier 4',
      'Raised to tier 2 by the PHI floor: the system handles PHI',
    ])
    expect(result.requirements.reassessment).toBe('every 12 months and on trigger')
  })

  test('refuses what it cannot classify', () => {
    expect(() => classify({ ...plain, archetype: 'oracle' }, tiering)).toThrow(RangeError)
    expect(() => classify({ ...plain, answers: { ...low, safety: 6 } }, tiering)).toThrow(
      RangeError,
    )
    expect(() => classify({ ...plain, answers: { ...low, safety: 1.5 } }, tiering)).toThrow(
      RangeError,
    )
  })

  test('a higher answer or one more fact never lowers the risk', () => {
    const level = fc.integer({ min: 1, max: 5 })
    const input = fc.record({
      answers: fc.record({
        safety: level,
        fundamentalRights: level,
        economicHarm: level,
        complexity: level,
        dataSensitivity: level,
        automation: level,
      }),
      archetype: fc.constantFrom(...tiering.floors.archetypes.map(({ archetype }) => archetype)),
      handlesPhi: fc.boolean(),
      fdaRegulated: fc.boolean(),
      euHighRisk: fc.boolean(),
    })
    fc.assert(
      fc.property(input, fc.constantFrom(...Object.keys(low)), (base, factor) => {
        const before = classify(base, tiering)
        const raised = Math.min(5, base.answers[factor as keyof typeof low] + 1)
        const answers = { ...base.answers, [factor]: raised }
        expect(classify({ ...base, answers }, tiering).tier).toBeLessThanOrEqual(before.tier)
        expect(classify({ ...base, handlesPhi: true }, tiering).tier).toBeLessThanOrEqual(
          before.tier,
        )
        expect(before.tier).toBeLessThanOrEqual(before.tierByScore)
        expect(classify(base, tiering)).toEqual(before)
      }),
    )
  })
})

describe('tiering content', () => {
  test('diagnosis, triage and treatment are marked, the rest is not', () => {
    expect(clinicalUseOf('diagnostic-imaging', tiering)).toBe('diagnosis')
    expect(clinicalUseOf('treatment-recommendation', tiering)).toBe('treatment')
    expect(clinicalUseOf('scheduling', tiering)).toBeNull()
  })

  test('provenance is resolved', () => {
    expect(tiering.riskAppetite).toMatchObject({ source: ['GUIDE1'], confidence: 'verified' })
    expect(tiering.tiers[0]).toMatchObject({ source: ['OWN', 'GUIDE1'], asOf: '2026-11-22' })
  })

  test('bad content is refused with its place', () => {
    const refusedWith = (change: object) => {
      const result = parseTieringContent({ ...yaml, ...change })
      return result.ok ? '' : result.reasons.map(({ message }) => message).join()
    }
    expect(refusedWith({ tiers: yaml.tiers.slice(1) })).toContain('must be 1 to 4 in order')
    expect(refusedWith({ version: '1' })).toContain('version:')
    const tierByScore = yaml.calculation.tierByScore.slice(0, 3)
    expect(refusedWith({ calculation: { ...yaml.calculation, tierByScore } })).toContain(
      'the last rule must fit every score',
    )
  })
})
