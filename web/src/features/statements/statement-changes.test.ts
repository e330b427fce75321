import { expect, test } from 'vitest'
import type { Line } from './queries.ts'
import { statementChanges } from './statement-changes.ts'

function line(number: string, more: Partial<Line> = {}): Line {
  return {
    ...{ requirementId: number, title: `Control ${number}`, area: 'Area', applicable: true },
    ...{ justification: 'We run AI in care.', owner: { id: 'm1', name: 'Ines' }, revision: 1 },
    ...{ carriedFrom: null, decidedBy: 'Ada', decidedAt: null, state: 'open', reason: '' },
    controls: [],
    ...more,
  }
}

const said = (before: Line[], after: Line[]) =>
  statementChanges(before, after).map(({ requirementId, part }) => `${requirementId} ${part}`)

test('what was carried over as it was is no change', () => {
  const after = line('A.2.2', { carriedFrom: 1, revision: 7, decidedBy: 'Bo' })
  expect(said([line('A.2.2')], [after])).toEqual([])
  const renamed = line('A.2.2', { owner: { id: 'm1', name: 'Ines Married' } })
  expect(said([line('A.2.2')], [renamed])).toEqual([])
})

test('each part that differs is told apart, in the order of the standard', () => {
  const before = [line('A.2.2'), line('A.2.3')]
  const excluded = { applicable: false, justification: 'It is not used here.' }
  const after = [
    line('A.2.2', { ...excluded, owner: null, state: 'excluded' }),
    line('A.2.3', { state: 'met' }),
  ]
  expect(said(before, after)).toEqual([
    ...['A.2.2 applicable', 'A.2.2 justification', 'A.2.2 owner', 'A.2.2 state'],
    'A.2.3 state',
  ])
})

test('a control that only one of two editions has is told with what is said of it', () => {
  expect(said([], [line('A.2.2')])).toHaveLength(4)
  const [gone] = statementChanges([line('A.9.9')], [])
  expect(gone).toMatchObject({ requirementId: 'A.9.9', after: null })
})
