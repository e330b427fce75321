import { expect, test } from 'vitest'
import type { ReturnRule, ReturnSample } from './rollback-return.ts'
import { returnProblems } from './rollback-return.ts'

const rule: ReturnRule = { cleanMaturedPositives: 30, highestLevel: 'none' }
const clean: ReturnSample = {
  maturedPositives: 30,
  verdicts: [{ level: 'none', reason: 'Sensitivity is as at validation.' }],
}
const codes = (change: Partial<ReturnSample>, by: Partial<ReturnRule> = {}) =>
  returnProblems({ ...rule, ...by }, { ...clean, ...change }).map((reason) => reason.code)

test('a clean sample that is large enough lets a version return', () => {
  expect(codes({})).toEqual([])
  expect(codes({ maturedPositives: 29 })).toEqual(['return-sample-small'])
})

test('to return takes a lower level than the one that took it back', () => {
  const warned: ReturnSample['verdicts'] = [
    ...clean.verdicts,
    { level: 'warning', reason: 'Fell.' },
  ]
  expect(codes({ verdicts: warned })).toEqual(['return-level-high'])
  expect(codes({ verdicts: warned }, { highestLevel: 'warning' })).toEqual([])
  const critical: ReturnSample['verdicts'] = [{ level: 'critical', reason: 'Fell.' }]
  expect(codes({ verdicts: critical }, { highestLevel: 'warning' })).toEqual(['return-level-high'])
  expect(codes({ verdicts: critical, maturedPositives: 0 })).toEqual([
    'return-sample-small',
    'return-level-high',
  ])
})

test('a sample of 0 switches the rule off', () => {
  const critical: ReturnSample['verdicts'] = [{ level: 'critical', reason: 'Fell.' }]
  expect(codes({ verdicts: critical, maturedPositives: 0 }, { cleanMaturedPositives: 0 })).toEqual(
    [],
  )
})
