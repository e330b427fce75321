import { expect, test } from 'vitest'
import { byFramework, sinceWords, sourceWords, valueWords } from './law-words.ts'
import type { LawFact, Obligation } from './queries.ts'

const fact: LawFact = {
  ...{ name: 'states', of: 'system', type: 'list', question: 'In which states?' },
  values: [
    { value: 'CO', label: 'Colorado' },
    { value: 'DC', label: 'the District of Columbia' },
  ],
  ...{ value: null, source: null, statedBy: null, statedAt: null },
}

test('a value in words, and none where nobody has said', () => {
  expect(valueWords(fact)).toBeNull()
  expect(valueWords({ ...fact, value: ['CO', 'DC'] })).toBe('Colorado, The District of Columbia')
  expect(valueWords({ ...fact, value: [] })).toBe('None of them')
  expect(valueWords({ ...fact, type: 'boolean', values: [], value: false })).toBe('No')
  expect(valueWords({ ...fact, type: 'choice', value: 'CO' })).toBe('Colorado')
})

test('where it is known from', () => {
  expect(sourceWords(fact)).toBe('Nobody has said')
  expect(sourceWords({ ...fact, value: ['CO'], source: 'sites' })).toBe('From its sites')
  const stated = { value: ['CO'], statedBy: 'Ada', statedAt: '2026-11-22T10:00:00.000Z' }
  expect(sourceWords({ ...fact, ...stated, source: 'stated' })).toBe('Stated by Ada, 22 Nov 2026')
})

const obligation = (id: string, framework: string): Obligation => ({
  ...{ id, title: id, text: null, citation: null, jurisdiction: null, rule: 'r' },
  ...{ framework: { id: framework, title: `Law ${framework}`, release: '2026.11.0' } },
  ...{ state: 'coming', why: [], missing: [], exemptions: [], effective: '2027-01-01' },
  ...{ effectiveNote: null, deadline: null, everyMonths: null, prohibits: false },
  ...{ toBeConfirmed: false, asOf: '2026-07-27', confidence: 'verified', sources: [] },
})

test('from when, and what no source gave', () => {
  const coming = obligation('A:1', 'A')
  expect(sinceWords(coming)).toBe('From 1 Jan 2027')
  expect(sinceWords({ ...coming, state: 'applies', effectiveNote: 'amended' })).toBe(
    'Since 1 Jan 2027; amended',
  )
  expect(sinceWords({ ...coming, effective: null })).toMatch(/^No source gave the day/)
})

test('obligations stand under their law', () => {
  const all = [obligation('A:1', 'A'), obligation('B:1', 'B'), obligation('A:2', 'A')]
  expect(byFramework(all).map(({ title, obligations }) => [title, obligations.length])).toEqual([
    ['Law A', 2],
    ['Law B', 1],
  ])
})
