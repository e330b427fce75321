import { expect, test } from 'vitest'
import { canonicalJson } from '../ledger/canonical-json.ts'
import { buildBaseline } from './baseline.ts'
import { buildReconstruction } from './baseline-reconstruction.ts'
import { togetherFeatures, togetherRows, togetherSpec } from './test-together.ts'

const rows = togetherRows(600, 3, 0.9)
const part = buildReconstruction(togetherFeatures, rows)!

test('holds sums over the rows, of numeric features alone, and no row', () => {
  expect(part.features).toEqual(['pulse', 'temperature', 'lactate'])
  expect(part.components.map((component) => component.length)).toEqual([3])
  expect(part.n).toBe(600)
  expect(part.meanError).toBeGreaterThan(0)
  // As many numbers whatever the number of rows.
  const more = buildReconstruction(togetherFeatures, togetherRows(3000, 5, 0.9))!
  expect(JSON.stringify(more).split(',').length).toBe(JSON.stringify(part).split(',').length)
})

test('is the same to the last digit in any order of the rows, and as JSON', () => {
  const shuffled = rows.toSorted((a, b) => a.score - b.score)
  expect(buildReconstruction(togetherFeatures, shuffled)).toEqual(part)
  expect(JSON.parse(JSON.stringify(part))).toEqual(part)
})

test('is part of a baseline only where it says something', () => {
  expect(buildBaseline(rows, togetherSpec).reconstruction).toEqual(part)
  const without = [
    { ...togetherSpec, features: togetherFeatures.slice(0, 1) },
    { ...togetherSpec, features: togetherFeatures.slice(3) },
  ].map((spec) => buildBaseline(rows, spec))
  const few = buildBaseline(rows.slice(0, 59), togetherSpec)
  const unrelated = togetherFeatures.slice(0, 2)
  const loose = buildBaseline(togetherRows(600, 3, 0), { ...togetherSpec, features: unrelated })
  for (const each of [...without, few, loose]) {
    // The text that the digest is made of names no such part.
    expect(canonicalJson(each)).not.toContain('reconstruction')
  }
})

test('leaves out a feature that does not vary or is mostly missing', () => {
  const poor = rows.map(({ features, ...row }, index) => ({
    ...row,
    features: {
      ...features,
      pulse: 7,
      lactate: index % 3 === 0 ? features['lactate']! : null,
      weight: features['temperature']!,
    },
  }))
  const schemas = [...togetherFeatures, { name: 'weight', kind: 'numeric' as const }]
  expect(buildReconstruction(schemas, poor)).toBeNull()
  const kept = poor.map((row, index) => ({
    ...row,
    features: { ...row.features, weight: Number(row.features.weight) + (index % 2) / 9 },
  }))
  expect(buildReconstruction(schemas, kept)!.features).toEqual(['temperature', 'weight'])
})
