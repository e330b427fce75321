import { expect, test } from 'vitest'
import { periodDays, soakProblem } from './rollback-soak.ts'

const rule = { days: 14, maturedOutcomes: 100 }
const long = { days: 20, maturedOutcomes: 300, failed: false }

test('a version has proved itself by one period that is long, rich and without alarm', () => {
  expect(soakProblem(rule, [{ days: 2, maturedOutcomes: 9, failed: true }, long])).toBeNull()
  expect(soakProblem(rule, [{ ...long, failed: true }])).toMatch(
    /^has never served 14 days and 100/,
  )
  expect(soakProblem(rule, [])).toMatch(/^has never served/)
})

test('two short periods are no long one', () => {
  const short = { days: 13.9, maturedOutcomes: 300, failed: false }
  expect(soakProblem(rule, [short, { ...short, days: 3 }])).toMatch(
    /^has served 13 days with 300 matured outcomes, of the 14 days and 100/,
  )
  expect(soakProblem(rule, [{ ...long, maturedOutcomes: 99 }])).toMatch(/with 99 matured/)
  expect(soakProblem(rule, [{ ...long, maturedOutcomes: 9 }])).toMatch(/with fewer than 11 matured/)
})

test('no rule asks for no proof, as before there was one', () => {
  expect(soakProblem({ days: 0, maturedOutcomes: 0 }, [])).toBeNull()
})

test('a period lasts until it ended, or until now', () => {
  const from = '2027-01-01T00:00:00Z'
  expect(periodDays({ from, to: '2027-01-02T12:00:00Z' }, '2027-02-01T00:00:00Z')).toBe(1.5)
  expect(periodDays({ from, to: null }, '2027-01-11T00:00:00Z')).toBe(10)
  expect(periodDays({ from, to: null }, '2026-12-31T00:00:00Z')).toBe(0)
})
