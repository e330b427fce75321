import { expect, test } from 'vitest'
import { draftEdits } from './draft-edits.ts'

test('the median with its quartiles, and the share that nobody changed', () => {
  const distances = Array.from({ length: 41 }, (_, i) => (i < 10 ? 0 : i / 100))
  const found = draftEdits(distances, { minimum: 30 })
  expect(found['edit-distance']).toMatchObject({
    value: 0.2,
    lowerQuartile: 0.1,
    upperQuartile: 0.3,
    state: 'ok',
  })
  expect(found['signed-unchanged'].value).toBeCloseTo(10 / 41, 12)
})

test('without texts nothing is said, and a few are insufficient', () => {
  const none = draftEdits([])
  expect(none['edit-distance']).toMatchObject({ state: 'undefined', value: null })
  expect(none['signed-unchanged'].state).toBe('undefined')
  const few = draftEdits([0.1, 0.2], { minimum: 30 })
  expect(few['edit-distance'].state).toBe('insufficient')
  expect(few['edit-distance'].reason).toContain('too few for an interval')
})
