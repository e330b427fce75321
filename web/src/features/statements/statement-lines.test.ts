import { expect, test } from 'vitest'
import type { Line } from './queries.ts'
import { filterLines, groupLines, isGap, nextUndecided } from './statement-lines.ts'

function line(number: string, more: Partial<Line> = {}): Line {
  return {
    ...{ requirementId: `ISO42001:${number}`, title: `Control ${number}`, area: 'Area' },
    ...{ applicable: null, justification: '', owner: null, revision: 0, carriedFrom: null },
    ...{ decidedBy: null, decidedAt: null, state: 'open', reason: '', controls: [] },
    ...more,
  }
}

const numbers = (lines: readonly Line[]) => lines.map(({ requirementId }) => requirementId.slice(9))

test('lines stand under their objective, in the order of the standard', () => {
  const groups = groupLines([line('A.2.2'), line('A.6.1.2'), line('A.6.2.4'), line('A.10.3')])
  expect(groups.map(({ number }) => number)).toEqual(['A.2', 'A.6.1', 'A.6.2', 'A.10'])
  expect(groups.flatMap(({ lines }) => numbers(lines))).toHaveLength(4)
})

test('what nobody decided on is a gap until it is in place or excluded', () => {
  expect(isGap(line('A.2.2'))).toBe(true)
  expect(isGap(line('A.2.2', { state: 'met' }))).toBe(false)
  expect(isGap(line('A.2.2', { applicable: true, state: 'partly' }))).toBe(true)
  expect(isGap(line('A.2.2', { applicable: false, state: 'excluded' }))).toBe(false)
})

test('lines are found by kind and by words of what was decided', () => {
  const lines = [
    line('A.2.2'),
    line('A.2.3', { applicable: true, state: 'met', justification: 'We run AI in care.' }),
    line('A.2.4', { applicable: true, owner: { id: 'm', name: 'Ines' }, carriedFrom: 1 }),
    line('A.3.2', { applicable: false, state: 'excluded' }),
  ]
  expect(numbers(filterLines(lines, {}))).toHaveLength(4)
  expect(numbers(filterLines(lines, { show: 'undecided' }))).toEqual(['A.2.2'])
  expect(numbers(filterLines(lines, { show: 'gaps' }))).toEqual(['A.2.2', 'A.2.4'])
  expect(numbers(filterLines(lines, { show: 'implemented' }))).toEqual(['A.2.3'])
  expect(numbers(filterLines(lines, { show: 'excluded' }))).toEqual(['A.3.2'])
  expect(numbers(filterLines(lines, { show: 'carried' }))).toEqual(['A.2.4'])
  expect(numbers(filterLines(lines, { search: 'run CARE' }))).toEqual(['A.2.3'])
  expect(numbers(filterLines(lines, { search: 'ines', show: 'excluded' }))).toEqual([])
})

test('the next to decide on comes after this one, and then from the start', () => {
  const lines = [line('A.2.2'), line('A.2.3', { applicable: true }), line('A.2.4')]
  expect(nextUndecided(lines, 'ISO42001:A.2.2')?.requirementId).toBe('ISO42001:A.2.4')
  expect(nextUndecided(lines, 'ISO42001:A.2.4')?.requirementId).toBe('ISO42001:A.2.2')
  expect(nextUndecided([line('A.2.2')], 'ISO42001:A.2.2')).toBeUndefined()
})
