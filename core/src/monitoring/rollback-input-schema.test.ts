import { describe, expect, test } from 'vitest'
import type { FeatureSchema } from './feature-schema.ts'
import { inputProblems } from './rollback-input-schema.ts'

const lactate: FeatureSchema = { name: 'lactate', kind: 'numeric', unit: 'mmol/L' }
const admission: FeatureSchema = {
  name: 'admission',
  kind: 'categorical',
  categories: ['elective', 'emergency'],
}

describe('inputs that are live now', () => {
  test('may be more than a version takes, in any order', () => {
    const more: FeatureSchema = { name: 'age', kind: 'numeric', unit: 'a' }
    expect(inputProblems([lactate, admission], [more, admission, lactate])).toEqual([])
    expect(inputProblems([], [lactate])).toEqual([])
  })

  test.each<[string, FeatureSchema[], string]>([
    ['missing', [], 'not sent'],
    ['of another kind', [{ name: 'lactate', kind: 'categorical' }], 'categorical'],
    ['in another unit', [{ ...lactate, unit: 'mg/dL' }], 'mg/dL'],
    ['without a unit', [{ name: 'lactate', kind: 'numeric' }], 'no unit'],
  ])('%s are named', (_, live, words) => {
    expect(inputProblems([lactate], live)).toEqual([expect.stringContaining(words)])
  })

  test('a category the version never heard of is refused, fewer or none listed are not', () => {
    const strange = { ...admission, categories: ['elective', 'transfer'] }
    expect(inputProblems([admission], [strange])).toEqual([expect.stringContaining('transfer')])
    expect(inputProblems([admission], [{ ...admission, categories: ['elective'] }])).toEqual([])
    expect(inputProblems([admission], [{ name: 'admission', kind: 'categorical' }])).toEqual([])
    expect(inputProblems([{ name: 'admission', kind: 'categorical' }], [strange])).toEqual([])
  })
})
