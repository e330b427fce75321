import { expect, test } from 'vitest'
import { groupCoverage } from './coverage-groups.ts'

const role = { heading: 'heading', requirement: 'requirement' } as const

function entry(id: string, parent: string | null, is: keyof typeof role = 'requirement') {
  return { id, parent, role: role[is], title: `Title of ${id}` }
}

const entries = [
  entry('X:4', null, 'heading'),
  entry('X:4.1', 'X:4'),
  entry('X:4.2', 'X:4', 'heading'),
  entry('X:4.2.1', 'X:4.2'),
  entry('X:A', null, 'heading'),
  entry('X:A.2', 'X:A', 'heading'),
  entry('X:A.2.1', 'X:A.2'),
  entry('X:A.3', 'X:A', 'heading'),
  entry('X:A.3.1', 'X:A.3'),
  entry('X:A.3.1.a', 'X:A.3.1'),
  entry('X:own', null),
]

const items = entries
  .filter((each) => each.role === 'requirement')
  .map(({ id }) => ({ requirement: { id } }))

test('a clause holds what is below it, and an annex gives way to its themes', () => {
  const groups = groupCoverage(items, entries)
  expect(
    groups.map(({ heading, items: held }) => [
      heading?.id ?? null,
      held.map(({ requirement }) => requirement.id).join(' '),
    ]),
  ).toEqual([
    ['X:4', 'X:4.1 X:4.2.1'],
    ['X:A.2', 'X:A.2.1'],
    ['X:A.3', 'X:A.3.1 X:A.3.1.a'],
    [null, 'X:own'],
  ])
})
