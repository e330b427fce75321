import { expect, test } from 'vitest'
import { activeFilters, readFilters } from './filters.ts'

test('the address says what the list shows, and what is not offered is left out', () => {
  const read = readFilters({ kind: 'policy', state: 'gone', hold: true, targetId: 'AIC-07' })
  expect(read).toMatchObject({ kind: 'policy', hold: true })
  expect(read.state).toBeUndefined()
  // An id says nothing without its type.
  expect(read.targetId).toBeUndefined()
  expect(readFilters({ targetType: 'control', targetId: 7 }).targetId).toBe('7')
})

test('each filter that holds has a chip', () => {
  const chips = activeFilters(
    { search: 'drift', kind: 'audit-report', hold: true, targetType: 'gate', aiSystemId: 'x' },
    { system: 'Readmission risk' },
  )
  expect(chips.map(({ name, value }) => [name, value])).toEqual([
    ['search', 'drift'],
    ['kind', 'Audit report'],
    ['hold', 'Yes'],
    ['targetType', 'Gate'],
    ['aiSystemId', 'Readmission risk'],
  ])
  const ofControl = { targetType: 'control', targetId: '7f' } as const
  const value = (names = {}) => activeFilters(ofControl, names).map((chip) => chip.value)
  expect(value()).toEqual(['Control 7f'])
  expect(value({ control: 'C-7' })).toEqual(['Control C-7'])
  expect(activeFilters({ sort: 'title' })).toEqual([])
})
