import { expect, test } from 'vitest'
import type { Requirement } from './queries.ts'
import { buildTree, countRequirements, searchTree } from './requirement-tree.ts'
import type { RequirementGroup } from './requirement-tree.ts'

function entry(id: string, parent: string | null, more: Partial<Requirement> = {}): Requirement {
  return {
    ...{ id, parent, role: 'requirement', kind: 'control', title: `Title of ${id}`, text: null },
    ...{ citation: null, appliesTo: [], evidence: [], notes: [], status: null, deadline: null },
    ...{ source: [], asOf: '2026-11-22', confidence: 'verified' },
    ...more,
  }
}

const heading = { role: 'heading' } as const
const note = { role: 'note' } as const

const entries = [
  entry('X:A', null, { ...heading, title: 'Annex' }),
  entry('X:A.5', 'X:A', { ...heading, title: 'Suppliers' }),
  entry('X:A.5.1', 'X:A.5', { title: 'Agreements', text: 'Write down who answers for what.' }),
  entry('X:A.5.2', 'X:A.5', { title: 'Reviews', citation: 'Art. 9' }),
  entry('X:A.6', 'X:A', { ...heading, title: 'People' }),
  entry('X:A.6.1', 'X:A.6', { title: 'Training' }),
  entry('X:note-1', 'X:A', { ...note, title: 'Edition' }),
]

/** Ids as they are read, with the notes of each group in brackets after what it holds. */
function outline({ children, notes }: RequirementGroup): string {
  const parts = children.map((node) => {
    const inner = outline(node)
    return inner === '' ? node.requirement.id : `${node.requirement.id} (${inner})`
  })
  return [...parts, ...notes.map(({ id }) => `[${id}]`)].join(' ')
}

test('headings hold what is theirs, in reading order, and notes stand apart', () => {
  const tree = buildTree(entries)
  expect(outline(tree)).toBe('X:A (X:A.5 (X:A.5.1 X:A.5.2) X:A.6 (X:A.6.1) [X:note-1])')
  expect(countRequirements(tree)).toBe(3)
  expect(countRequirements(tree, ({ citation }) => citation !== null)).toBe(1)
})

test('what names an unknown parent stands at the top, and a note that holds others is no leaf', () => {
  const tree = buildTree([
    entry('X:1', 'X:gone'),
    entry('X:n', null, note),
    entry('X:m', null, note),
    entry('X:m.1', 'X:m'),
  ])
  expect(outline(tree)).toBe('X:1 X:m (X:m.1) [X:n]')
})

test.each([
  ['', 'X:A (X:A.5 (X:A.5.1 X:A.5.2) X:A.6 (X:A.6.1) [X:note-1])'],
  ['a.5.2', 'X:A (X:A.5 (X:A.5.2))'],
  ['answers WRITE', 'X:A (X:A.5 (X:A.5.1))'],
  ['art. 9', 'X:A (X:A.5 (X:A.5.2))'],
  ['suppliers', 'X:A (X:A.5 (X:A.5.1 X:A.5.2))'],
  ['edition', 'X:A ([X:note-1])'],
  ['nowhere', ''],
])('searching for "%s" keeps the headings above what was found', (words, expected) => {
  expect(outline(searchTree(buildTree(entries), words))).toBe(expected)
})
