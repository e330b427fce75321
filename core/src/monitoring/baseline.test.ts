import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../ledger/canonical-json.ts'
import { buildBaseline, referenceProfile } from './baseline.ts'
import { featureCell, featureCellCount } from './binning.ts'
import { addPrediction, emptyProfile, mergeProfiles, profilesEqual } from './profile.ts'
import { binOf } from './quantile-edges.ts'
import { overallSegment } from './segment.ts'
import { cohort, cohortSpec } from './test-cohort.ts'

const rows = cohort(3000, 7)
const baseline = buildBaseline(rows, cohortSpec)

test('is plain JSON that survives its own text', () => {
  expect(JSON.parse(JSON.stringify(baseline))).toEqual(baseline)
  expect(canonicalJson(baseline)).toContain('"format":1')
})

test('does not depend on the order of the rows', () => {
  expect(buildBaseline(rows.toReversed(), cohortSpec)).toEqual(baseline)
})

test('reads any iterable once', () => {
  expect(buildBaseline(rows.values(), cohortSpec)).toEqual(baseline)
})

test('each threshold is an edge, whatever decimals it has', () => {
  const thresholds = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 })
  fc.assert(
    fc.property(thresholds, fc.double({ min: 0, max: 1, noNaN: true }), (chosen, score) => {
      const { scoreEdges } = buildBaseline(rows.slice(0, 50), { ...cohortSpec, thresholds: chosen })
      for (const threshold of chosen) {
        const flagged = binOf(scoreEdges, score) > scoreEdges.indexOf(threshold + 0)
        expect(flagged).toBe(score >= threshold)
      }
    }),
  )
})

test('has at most 200 quantiles and the thresholds as edges', () => {
  expect(baseline.scoreEdges.length).toBeLessThanOrEqual(201)
  expect(baseline.scoreEdges.length).toBeGreaterThan(150)
  expect(buildBaseline(rows, { ...cohortSpec, scoreBins: 10 }).scoreEdges.length).toBeLessThan(12)
})

describe('counts', () => {
  test('every row is counted once overall and once per group', () => {
    const overall = referenceProfile(baseline, overallSegment)!
    expect(overall.n).toBe(rows.length)
    for (const attribute of cohortSpec.groups) {
      const parts = baseline.segments
        .filter((segment) => segment.attribute === attribute)
        .map((segment) => referenceProfile(baseline, segment)!)
      const merged = parts.reduce(mergeProfiles)
      expect(profilesEqual(merged, { ...overall, featureCounts: null })).toBe(true)
    }
  })

  test('equal to a profile counted from the rows', () => {
    const counted = emptyProfile(baseline)
    for (const row of rows) addPrediction(counted, baseline, row)
    expect(profilesEqual(counted, referenceProfile(baseline, overallSegment)!)).toBe(true)
  })

  test('a missing group value is the group unknown', () => {
    const unknown = rows.filter((row) => row.groups['site'] === null).length
    expect(unknown).toBeGreaterThan(0)
    expect(referenceProfile(baseline, { attribute: 'site', value: 'unknown' })!.n).toBe(unknown)
  })

  test('a segment the baseline has not seen is null', () => {
    expect(referenceProfile(baseline, { attribute: 'site', value: 'west' })).toBeNull()
  })

  test('values beyond the 100 most frequent are said, not lost', () => {
    const wards = rows.map((row, i) => ({
      ...row,
      groups: { ward: i < 200 ? 'w' : `w${i % 150}` },
    }))
    const built = buildBaseline(wards, { ...cohortSpec, groups: ['ward'] })
    expect(built.segments.length).toBe(100)
    const listed = built.segments.reduce((sum, segment) => sum + segment.profile.n, 0)
    expect(built.unlisted).toEqual([{ attribute: 'ward', values: 51, rows: rows.length - listed }])
  })
})

test('which of many equally frequent values are kept does not depend on the order of the rows', () => {
  const spread = rows.map((row, i) => ({
    ...row,
    groups: { ward: `w${i % 150}` },
    features: { ...row.features, admission: `a${i % 150}` },
  }))
  const spec = { ...cohortSpec, groups: ['ward'] }
  expect(buildBaseline(spread.toReversed(), spec)).toEqual(buildBaseline(spread, spec))
})

describe('feature cells', () => {
  const [age, lactate, admission] = baseline.features as [
    (typeof baseline.features)[number],
    (typeof baseline.features)[number],
    (typeof baseline.features)[number],
  ]

  test('null, unreadable and new values have cells of their own', () => {
    const end = featureCellCount(lactate)
    expect(featureCell(lactate, null)).toBe(end - 2)
    expect(featureCell(lactate, undefined)).toBe(end - 2)
    expect(featureCell(lactate, Number.NaN)).toBe(end - 1)
    expect(featureCell(lactate, '2.1')).toBe(end - 1)
    expect(featureCell(lactate, Infinity)).toBe(end - 1)
    expect(admission.listed).toEqual(['elective', 'emergency'])
    expect(
      ['elective', 'emergency', 'transfer', null].map((v) => featureCell(admission, v)),
    ).toEqual([0, 1, 2, 3])
  })

  test('whole years of age have a bin each, and the plausible range its ends', () => {
    expect(featureCell(age, 50)).not.toBe(featureCell(age, 51))
    expect(featureCell(age, 120)).toBe(age.edges.length - 1)
    expect(featureCell(age, 121)).toBe(age.edges.length)
    expect(featureCell(age, -1)).toBe(0)
  })

  test('rows are laid out without gaps', () => {
    expect(lactate.offset).toBe(age.offset + featureCellCount(age))
    expect(baseline.featureCells).toBe(admission.offset + featureCellCount(admission))
  })
})

test('refuses what cannot be a baseline', () => {
  expect(() => buildBaseline([], cohortSpec)).toThrow(/at least one/)
  expect(() => buildBaseline([{ ...rows[0]!, score: Number.NaN }], cohortSpec)).toThrow(/row 0/)
  expect(() => buildBaseline(rows, { ...cohortSpec, thresholds: [Number.NaN] })).toThrow(RangeError)
  const twice = [...cohortSpec.features, ...cohortSpec.features]
  expect(() => buildBaseline(rows, { ...cohortSpec, features: twice })).toThrow(/twice/)
})
