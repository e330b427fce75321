import { expect, test } from 'vitest'
import { activeRequestFilters, readRequestFilters } from './request-filters.ts'

test('the address says which requests are shown, and each choice has a chip', () => {
  const filters = readRequestFilters({ state: 'open', mine: true, overdue: 'no' })
  expect(filters).toMatchObject({ state: 'open', mine: true, overdue: undefined })
  expect(activeRequestFilters(filters).map(({ name }) => name)).toEqual(['state', 'mine'])
  expect(activeRequestFilters(readRequestFilters({ state: 'lost' }))).toEqual([])
})
