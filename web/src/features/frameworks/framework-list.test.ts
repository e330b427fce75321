import { expect, test } from 'vitest'
import {
  activeFrameworkFilters,
  filterFrameworks,
  groupFrameworks,
  jurisdictionsOf,
} from './framework-list.ts'
import type { FrameworkSummary } from './queries.ts'

function summary(id: string, title: string, more: Partial<FrameworkSummary>): FrameworkSummary {
  return {
    ...{ id, title, kind: 'law', jurisdiction: null, edition: null, release: '2026.11.0' },
    ...{ certifiable: false, about: '', source: [], asOf: '2026-11-22', confidence: 'verified' },
    ...{ requirements: 1, rules: 1 },
    ...more,
  }
}

const items = [
  summary('US-CA', 'California: AI in health care', { jurisdiction: 'US-CA' }),
  summary('HIPAA', 'HIPAA Security Rule', { jurisdiction: 'US', about: 'Health information.' }),
  summary('EU-AI-ACT', 'EU AI Act', { jurisdiction: 'EU' }),
  summary('ISO42001', 'ISO/IEC 42001', { kind: 'standard', jurisdiction: 'international' }),
]

test('standards come before laws, and wide law before that of the states', () => {
  expect(
    groupFrameworks(items).map((each) => [each.kind, ...each.items.map(({ id }) => id)]),
  ).toEqual([
    ['standard', 'ISO42001'],
    ['law', 'EU-AI-ACT', 'HIPAA', 'US-CA'],
  ])
})

test('a country holds its states, a state only itself', () => {
  const found = (jurisdiction: string) =>
    filterFrameworks(items, { jurisdiction }).map(({ id }) => id)
  expect(found('US')).toEqual(['US-CA', 'HIPAA'])
  expect(found('US-CA')).toEqual(['US-CA'])
  expect(found('U')).toEqual([])
  expect(jurisdictionsOf(items)).toEqual(['EU', 'international', 'US', 'US-CA'])
})

test('every word has to stand in the title, the id, the subject or the place', () => {
  const found = (search: string) => filterFrameworks(items, { search }).map(({ id }) => id)
  expect(found('ai ACT')).toEqual(['EU-AI-ACT'])
  expect(found('information united states')).toEqual(['HIPAA'])
  expect(found('act california')).toEqual([])
})

test('the filters that hold are named in words', () => {
  expect(activeFrameworkFilters({ search: 'ai', jurisdiction: 'US-CA' })).toEqual([
    { name: 'search', title: 'Search', value: 'ai' },
    { name: 'jurisdiction', title: 'Holds in', value: 'California' },
  ])
  expect(activeFrameworkFilters({})).toEqual([])
})
