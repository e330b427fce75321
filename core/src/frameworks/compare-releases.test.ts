import { expect, test } from 'vitest'
import { compareReleases } from './compare-releases.ts'
import type { Framework } from './framework.ts'
import { parseFramework } from './parse-framework.ts'
import { testLaw, testStandard } from './test-framework.ts'

function parsed(content: unknown): Framework {
  const found = parseFramework(content)
  if (!found.ok) throw new Error(JSON.stringify(found.reasons))
  return found.framework
}

const before = parsed(testLaw)
const [part, tell, therapy, note] = testLaw.requirements

test('the same release has no changes', () => {
  expect(compareReleases(before, parsed(structuredClone(testLaw)))).toEqual([])
})

test('what came, what went and what is asked otherwise', () => {
  const rule = { ...testLaw.rules![0]!, effective: '2027-07-01', requirements: ['LAW:1', 'LAW:3'] }
  const after = parsed({
    ...testLaw,
    release: '2027.01.0',
    requirements: [
      part,
      { ...tell!, text: 'Tell people before.', evidence: ['Notice'] },
      { id: 'LAW:3', kind: 'duty', title: 'Keep records', parent: 'LAW:part' },
      note,
    ],
    rules: [rule],
  })
  expect(compareReleases(before, after)).toEqual([
    ...[
      { id: 'LAW:1', kind: 'requirement', change: 'changed', fields: ['evidence', 'text'] },
      { id: 'LAW:3', kind: 'requirement', change: 'added', fields: [] },
      { id: 'LAW:2', kind: 'requirement', change: 'removed', fields: [] },
      {
        id: 'LAW:rule-tell',
        kind: 'rule',
        change: 'changed',
        fields: ['effective', 'requirements'],
      },
      { id: 'LAW:rule-ban', kind: 'rule', change: 'removed', fields: [] },
    ].map((each) => ({ ...each, matters: true })),
  ])
})

test('a new source, a new day or more certainty changes nothing that is asked', () => {
  const after = parsed({
    ...testLaw,
    requirements: [part, tell, { ...therapy!, asOf: '2026-11-01', source: ['ACT'] }, note],
  })
  expect(compareReleases(before, after)).toEqual([
    {
      ...{ id: 'LAW:2', kind: 'requirement', change: 'changed' },
      ...{ fields: ['asOf', 'source'], matters: false },
    },
  ])
})

test('two frameworks are no releases of each other', () => {
  expect(() => compareReleases(before, parsed(testStandard('STD', ['1'])))).toThrow(RangeError)
})
