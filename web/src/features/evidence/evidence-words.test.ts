import { describe, expect, test } from 'vitest'
import {
  periodWords,
  sourcePath,
  todayInUtc,
  typeWords,
  withdrawalRefusal,
} from './evidence-words.ts'

test('a period has a first day and may have a last one', () => {
  const effectiveFrom = '2026-01-01'
  expect(periodWords({ effectiveFrom, effectiveUntil: null })).toBe('From 1 Jan 2026')
  expect(periodWords({ effectiveFrom, effectiveUntil: '2026-12-31' })).toBe(
    '1 Jan 2026 to 31 Dec 2026',
  )
})

test('a type is named, and an unknown one names itself', () => {
  expect(typeWords('text/plain')).toBe('Plain text')
  expect(typeWords('application/x-elf')).toBe('Application/x-elf')
})

test('what Primum made leads to its record, where its id says which one', () => {
  expect(sourcePath({ type: 'statements', id: '7' })).toBe('/statements/7')
  expect(sourcePath({ type: 'gap-assessments', id: '7' })).toBe('/gap-assessments/7')
  expect(sourcePath({ type: 'ai-impact-assessments', id: '7' })).toBe(
    '/ai-systems/7/risk-and-impact',
  )
  expect(sourcePath({ type: 'validation-runs', id: '7' })).toBeNull()
})

describe('what stands against withdrawing', () => {
  const free = { hold: null, withdrawn: null, retentionUntil: null }
  const act = { reason: 'Claim 7.', by: { kind: 'person', id: 'x', name: 'Ada' }, at: '' }
  const today = todayInUtc(new Date('2026-11-22T23:30:00Z'))

  test('a hold, and then how long it is kept', () => {
    expect(withdrawalRefusal(free, today)).toBeNull()
    expect(withdrawalRefusal({ ...free, hold: act, retentionUntil: '2030-01-01' }, today)).toMatch(
      /held/,
    )
    expect(withdrawalRefusal({ ...free, withdrawn: act }, today)).toMatch(/withdrawn/)
  })

  test('on the day until which it is kept it may go', () => {
    expect(withdrawalRefusal({ ...free, retentionUntil: '2026-11-23' }, today)).toMatch(
      /23 Nov 2026/,
    )
    expect(withdrawalRefusal({ ...free, retentionUntil: '2026-11-22' }, today)).toBeNull()
  })
})
