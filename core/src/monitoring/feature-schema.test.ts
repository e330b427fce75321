import { expect, test } from 'vitest'
import type { FeatureSchema } from './feature-schema.ts'
import { featureSchema, featureSchemas } from './feature-schema.ts'

test('accepts what a data scientist declares', () => {
  const features: FeatureSchema[] = [
    { name: 'heart-rate', kind: 'numeric', unit: '/min', minimum: 20, maximum: 300 },
    { name: 'admission_type', kind: 'categorical', categories: ['elective', 'emergency'] },
    { name: 'age', kind: 'numeric' },
  ]
  const parsed: FeatureSchema[] = featureSchemas.parse(features)
  expect(parsed).toEqual(features)
})

test.each([
  [{ name: 'Heart rate', kind: 'numeric' }],
  [{ name: '__null__', kind: 'categorical' }],
  [{ name: 'a', kind: 'date' }],
  [{ name: 'a', kind: 'numeric', categories: ['x'] }],
  [{ name: 'a', kind: 'categorical', minimum: 1 }],
  [{ name: 'a', kind: 'numeric', minimum: 2, maximum: 1 }],
  [{ name: 'a', kind: 'categorical', categories: ['x', 'x'] }],
  [{ name: 'a', kind: 'numeric', minimum: Number.NaN }],
  [{ name: 'a', kind: 'numeric', other: 1 }],
])('refuses %j', (feature) => {
  expect(featureSchema.safeParse(feature).success).toBe(false)
})

test('refuses more than 200 features and a name used twice', () => {
  const many = Array.from({ length: 201 }, (_, i) => ({ name: `f${i}`, kind: 'numeric' }))
  expect(featureSchemas.safeParse(many).success).toBe(false)
  expect(featureSchemas.safeParse(many.slice(0, 200)).success).toBe(true)
  expect(featureSchemas.safeParse([many[0], many[0]]).success).toBe(false)
})
