import { expect, test } from 'vitest'
import { activeFilters, readFilters } from './filters.ts'
import { exportPath } from './queries.ts'

test('the address is read with care: what is not offered does not filter', () => {
  expect(
    readFilters({ tier: 2, stage: 'deployment', sort: 'evil', suspended: true }),
  ).toMatchObject({
    tier: 2,
    stage: 'deployment',
    sort: undefined,
    suspended: true,
  })
  expect(readFilters({ tier: 9, stage: 'nowhere' })).toMatchObject({
    tier: undefined,
    stage: undefined,
  })
})

test('each filter in force has a chip with its words', () => {
  expect(
    activeFilters(readFilters({ tier: 1, search: 'sepsis' })).map(({ value }) => value),
  ).toEqual(['sepsis', '1'])
})

test('an export carries the filters, and not the page', () => {
  expect(exportPath({ tier: 1, search: 'a b', cursor: 'xyz' })).toBe(
    '/api/v1/ai-systems/export?search=a+b&tier=1',
  )
  expect(exportPath({})).toBe('/api/v1/ai-systems/export')
})
