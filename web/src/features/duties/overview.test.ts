import { expect, test } from 'vitest'
import { figuresOf, filterOverview, groupByLaw, lawsOf } from './overview.ts'
import type { OverviewItem } from './queries.ts'

const none = {
  ...{ open: 0, lapsed: 0, 'look-again': 0, met: 0 },
  ...{ 'set-aside': 0, undecided: 0, exempt: 0, ended: 0 },
}

function item(id: string, systems: Partial<OverviewItem['systems']>, more: object = {}) {
  const [law = ''] = id.split(':')
  return {
    requirement: { id, title: `What ${id} asks` },
    framework: { id: law, title: `The law ${law}` },
    systems: { ...none, ...systems },
    ...{ prohibits: false, everyMonths: null, nextDueOn: null, overdue: 0, unowned: 0 },
    ...more,
  } satisfies OverviewItem
}

const items = [
  item('A:1', { open: 2, met: 1 }, { overdue: 1, unowned: 2 }),
  item('B:1', { exempt: 3 }),
  item('A:2', { undecided: 1, 'set-aside': 1, lapsed: 1 }),
]

const idsOf = (found: OverviewItem[]) => found.map(({ requirement }) => requirement.id)

test('what is lifted everywhere is shown where it is asked for', () => {
  expect(idsOf(filterOverview(items, {}))).toEqual(['A:1', 'A:2'])
  expect(idsOf(filterOverview(items, { status: 'exempt' }))).toEqual(['B:1'])
})

test('filters narrow by law, status, owner, day and words', () => {
  expect(idsOf(filterOverview(items, { framework: 'A', status: 'lapsed' }))).toEqual(['A:2'])
  expect(idsOf(filterOverview(items, { status: 'waiting' }))).toEqual(['A:1', 'A:2'])
  expect(idsOf(filterOverview(items, { unowned: true }))).toEqual(['A:1'])
  expect(idsOf(filterOverview(items, { overdue: true }))).toEqual(['A:1'])
  expect(idsOf(filterOverview(items, { search: 'a:2 LAW' }))).toEqual(['A:2'])
})

test('requirements stand under their law, with how much is to do', () => {
  expect(groupByLaw(items).map(({ id, waiting, all }) => [id, waiting, all])).toEqual([
    ['A', 3, 6],
    ['B', 0, 0],
  ])
  expect(lawsOf(items).map(({ value }) => value)).toEqual(['A', 'B'])
})

test('the figures count duties, and those that may apply apart', () => {
  expect(figuresOf(items)).toEqual({
    ...{ waiting: 3, overdue: 1, unowned: 2, met: 1, undecided: 1, all: 5 },
  })
})
