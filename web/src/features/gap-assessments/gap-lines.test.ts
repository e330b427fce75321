import { expect, test } from 'vitest'
import {
  figuresOf,
  filterLines,
  groupLines,
  isPlannable,
  nextToJudge,
  noArea,
} from './gap-lines.ts'
import type { GapLine } from './queries.ts'

type Finding = NonNullable<GapLine['finding']>

function line(number: string, more: Partial<GapLine> = {}): GapLine {
  return {
    ...{ requirementId: `ISO42001:${number}`, title: `Requirement ${number}` },
    ...{ area: 'ISO42001:4', gap: 'missing', reason: 'nothing is there', controls: [] },
    ...{ coverage: { state: 'open', reason: 'nothing is there' }, judgement: null, note: '' },
    ...{ revision: 0, carriedFrom: null, judgedBy: null, judgedAt: null, finding: null },
    ...more,
  }
}

const finding = (more: Partial<Finding> = {}): Finding => ({
  ...{ id: 'f', reference: 'F-7', status: 'open', severity: 'major', owner: 'Ines' },
  ...{ dueAt: '2026-12-22T10:00:00Z', overdue: false, ...more },
})

const lines = [
  line('4.1'),
  line('4.2', { gap: 'none', controls: [{ id: 'c', reference: 'AIC-07', title: 'Scope' }] }),
  line('5.1', { area: 'ISO42001:5', gap: 'partial', judgement: 'partly', note: 'On one ward.' }),
  line('5.2', {
    ...{ area: 'ISO42001:5', judgement: 'missing', carriedFrom: 1 },
    finding: finding({ overdue: true }),
  }),
  line('own', { area: null, gap: 'not-applicable' }),
  line('own-2', { area: null, gap: 'failing', finding: finding({ status: 'verified' }) }),
]

const areas = [
  { id: 'ISO42001:4', title: 'Context' },
  { id: 'ISO42001:5', title: 'Leadership' },
  { id: null, title: '' },
]

const numbers = (found: readonly GapLine[]) =>
  found.map(({ requirementId }) => requirementId.slice(9)).join(' ')

test('lines are found by gap, area, judgement and plan, and by all of them together', () => {
  const shown = (filters: Parameters<typeof filterLines>[1]) => numbers(filterLines(lines, filters))
  expect(shown({})).toBe('4.1 4.2 5.1 5.2 own own-2')
  expect(shown({ gap: 'open' })).toBe('4.1 5.1 5.2 own-2')
  expect(shown({ gap: 'missing' })).toBe('4.1 5.2')
  expect(shown({ area: 'ISO42001:5' })).toBe('5.1 5.2')
  expect(shown({ area: noArea })).toBe('own own-2')
  expect(shown({ area: 'ISO42001:99' })).toBe('')
  expect(shown({ judged: 'no' })).toBe('4.1 4.2 own own-2')
  expect(shown({ judged: 'yes' })).toBe('5.1')
  expect(shown({ judged: 'carried' })).toBe('5.2')
  expect(shown({ plan: 'none' })).toBe('4.1 5.1 own-2')
  expect(shown({ plan: 'planned' })).toBe('5.2')
  expect(shown({ plan: 'overdue' })).toBe('5.2')
  expect(shown({ gap: 'missing', judged: 'no', plan: 'none' })).toBe('4.1')
})

test('words are looked for in what a line says, its area, its controls and its finding', () => {
  const titles = new Map(areas.map(({ id, title }) => [id ?? noArea, title]))
  const shown = (search: string) => numbers(filterLines(lines, { search }, titles))
  expect(shown('WARD one')).toBe('5.1')
  expect(shown('leadership')).toBe('5.1 5.2')
  expect(shown('aic-07')).toBe('4.2')
  expect(shown('f-7 ines')).toBe('5.2 own-2')
  expect(shown('nothing like this')).toBe('')
})

test('a finding is planned for a gap that none is about; a verified one is history', () => {
  expect(isPlannable(line('1'))).toBe(true)
  expect(isPlannable(line('1', { gap: 'none' }))).toBe(false)
  expect(isPlannable(line('1', { gap: 'not-applicable' }))).toBe(false)
  for (const status of ['open', 'in-progress', 'resolved', 'reopened'] as const) {
    expect(isPlannable(line('1', { finding: finding({ status }) })), status).toBe(false)
  }
  expect(isPlannable(line('1', { finding: finding({ status: 'verified' }) }))).toBe(true)
})

test('lines stand under their heading, in the order of the framework, and empty ones are left out', () => {
  const told = (held: readonly GapLine[]) =>
    groupLines(held, areas).map(({ area, title, gaps, lines: of }) => [
      ...[area, title, gaps],
      numbers(of),
    ])
  expect(told(lines)).toEqual([
    ['ISO42001:4', 'Context', 1, '4.1 4.2'],
    ['ISO42001:5', 'Leadership', 2, '5.1 5.2'],
    [noArea, null, 1, 'own own-2'],
  ])
  expect(told([lines[2]!])).toEqual([['ISO42001:5', 'Leadership', 1, '5.1']])
})

test('the next to judge comes after this one, and then from the start', () => {
  expect(nextToJudge(lines, 'ISO42001:5.1')?.requirementId).toBe('ISO42001:own')
  expect(nextToJudge(lines, 'ISO42001:own-2')?.requirementId).toBe('ISO42001:4.1')
  expect(nextToJudge([lines[0]!], 'ISO42001:4.1')).toBeUndefined()
  // A line that the filters hide is followed by the first that they show.
  expect(nextToJudge([lines[0]!], 'ISO42001:5.1')?.requirementId).toBe('ISO42001:4.1')
})

test('the figures count gaps, and what was judged and planned of them', () => {
  expect(figuresOf(lines)).toEqual({
    ...{ all: 6, gaps: 4, judged: 2, carried: 1, planned: 1, overdue: 1 },
  })
})
