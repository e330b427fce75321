import { describe, expect, test } from 'vitest'
import { emptyPrecision, precisionFrom, requiredFrom, sampleFor } from './precision-values.ts'

const asked = {
  ...emptyPrecision,
  prevalence: 0.2,
  sensitivity: { expected: 0.8, halfWidth: 0.05 },
}

describe('requiredFrom', () => {
  test('asks for nothing until a target is whole', () => {
    expect(requiredFrom(emptyPrecision)).toBeNull()
    expect(requiredFrom({ ...emptyPrecision, prevalence: 0.2 })).toBeNull()
    const half = { ...asked, sensitivity: { expected: 0.8, halfWidth: null } }
    expect(requiredFrom(half)).toBeNull()
    expect(requiredFrom({ ...asked, prevalence: null })).toBeNull()
  })

  test('what was stated comes back as it was', () => {
    const stated = requiredFrom(asked)
    expect(stated).toEqual({ prevalence: 0.2, level: 0.95, sensitivity: asked.sensitivity })
    expect(precisionFrom(stated as never)).toEqual(asked)
    expect(precisionFrom(null)).toEqual(emptyPrecision)
  })
})

describe('sampleFor', () => {
  test('is the sample of the formula: z²·0.8·0.2 / 0.05² / 0.2 with z = 1.96', () => {
    const found = sampleFor(asked)
    expect(found).toMatchObject({ n: 1230, events: 246, decidedBy: 'sensitivity' })
  })

  test('a number that makes no sense is named, not thrown', () => {
    expect(sampleFor({ ...asked, prevalence: 1.5 })).toContain('prevalence')
  })
})
