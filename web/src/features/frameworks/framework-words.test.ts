import { expect, test } from 'vitest'
import { dateWords, isNumber, linkedParts, shortId, withDays } from './framework-words.ts'

test('an id without its framework, and whether people cite it as a number', () => {
  expect(shortId('HIPAA:164.312(b)')).toBe('164.312(b)')
  for (const id of ['ISO27001:4', 'ISO27001:A.5', 'NIST-AI-RMF:GOVERN-1', 'S1557:92.210']) {
    expect(isNumber(id), id).toBe(true)
  }
  for (const id of ['ISO27001:annex-a', 'EU-AI-ACT:chapter-III-2', 'EU-AI-ACT:date-2024-08-01']) {
    expect(isNumber(id), id).toBe(false)
  }
})

test('days in a text are read as days, and numbers of files are left alone', () => {
  expect(withDays('Applies since 2025-02-02, new wording since 2026-07-27.')).toBe(
    'Applies since 2 Feb 2025, new wording since 27 Jul 2026.',
  )
  expect(withDays('FR-2026-01-28, 2026-02-02-01688 and 2026-13-45')).toBe(
    'FR-2026-01-28, 2026-02-02-01688 and 2026-13-45',
  )
})

test.each([
  ['2026-08-30', '30 Aug 2026'],
  ['2024-05', 'May 2024'],
  ['2024-13', '2024-13'],
  ['2026', '2026'],
  ['2025-2026', '2025-2026'],
  ['2006+A1:2015', '2006+A1:2015'],
])('%s is said as exactly as it was stated: %s', (date, expected) => {
  expect(dateWords(date)).toBe(expected)
})

test('a locator is cut into its addresses and what stands between them', () => {
  expect(linkedParts('CELEX 32026R1744, ELI http://data.europa.eu/eli/reg/2026/1744/oj')).toEqual([
    { text: 'CELEX 32026R1744, ELI ', href: null },
    {
      text: 'data.europa.eu/eli/reg/2026/1744/oj',
      href: 'http://data.europa.eu/eli/reg/2026/1744/oj',
    },
  ])
  expect(linkedParts('https://www.a.example/x, https://b.example/y')).toEqual([
    { text: 'a.example/x', href: 'https://www.a.example/x' },
    { text: ', ', href: null },
    { text: 'b.example/y', href: 'https://b.example/y' },
  ])
  expect(linkedParts('github owner/name@abc file.yaml')).toEqual([
    { text: 'github owner/name@abc file.yaml', href: null },
  ])
})
