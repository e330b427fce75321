import { expect, test } from 'vitest'
import {
  crosswalkRows,
  distantRows,
  filterDistant,
  filterRows,
  relationWords,
} from './crosswalk-rows.ts'
import type { Crosswalk, Framework } from './queries.ts'

function titled(...entries: [id: string, title: string][]): Pick<Framework, 'requirements'> {
  return {
    requirements: entries.map(([id, title]) => ({
      ...{ id, title, role: 'requirement' as const, kind: 'control', text: null, parent: null },
      ...{ citation: null, appliesTo: [], evidence: [], notes: [], status: null, deadline: null },
      ...{ source: [], asOf: '2026-11-22', confidence: 'verified' as const },
    })),
  }
}

const from = titled(['A:1', 'Context'], ['A:2', 'Policy'], ['A:3', 'Audit'])
const to = titled(['B:1', 'Context too'], ['B:2', 'Rules'])
const known = { source: [], asOf: '2026-08-08', confidence: 'recalled' as const }

const crosswalk: Pick<Crosswalk, 'mappings' | 'without' | 'distant'> = {
  mappings: [
    {
      ...{ from: 'A:3', to: 'B:2', relation: 'subset-of', basis: 'scf-pivot', crosswalk: 'a' },
      ...{ rationale: 'Agreed on 2026-01-02.', ...known },
    },
    {
      ...{ from: 'A:1', to: 'B:1', relation: 'equal', basis: 'own-analysis', crosswalk: 'a' },
      ...{ rationale: 'Same clause.', ...known },
    },
  ],
  without: [{ from: 'A:2', rationale: 'Nothing like it.', ...known }],
  distant: [{ from: 'A:2', to: 'B:2', through: ['C:7'] }],
}

test('mappings and what has no counterpart stand in the order of the first framework', () => {
  const rows = crosswalkRows(crosswalk, from, to)
  const said = rows.map((row) =>
    [row.from, row.fromTitle, relationWords(row), row.to, row.toTitle, row.rationale].join('|'),
  )
  expect(said).toEqual([
    'A:1|Context|asks for the same|B:1|Context too|Same clause.',
    'A:2|Policy|no counterpart was found|||Nothing like it.',
    'A:3|Audit|asks for a part of|B:2|Rules|Agreed on 2 Jan 2026.',
  ])
})

test.each([
  ['', ['A:1', 'A:2', 'A:3']],
  ['a:3 rules', ['A:3']],
  ['no counterpart', ['A:2']],
  ['secure controls', ['A:3']],
  ['nowhere', []],
])('"%s" is looked for in all that a line says', (words, expected) => {
  const rows = crosswalkRows(crosswalk, from, to)
  expect(filterRows(rows, words).map((row) => row.from)).toEqual(expected)
})

test('pairs that nobody mapped carry their titles and where they meet', () => {
  const rows = distantRows(crosswalk, from, to)
  expect(rows).toEqual([
    {
      ...{ key: 'A:2 B:2', from: 'A:2', fromTitle: 'Policy', to: 'B:2', toTitle: 'Rules' },
      through: ['C:7'],
    },
  ])
  expect(filterDistant(rows, 'c:7 policy')).toHaveLength(1)
  expect(filterDistant(rows, 'c:8')).toEqual([])
})
