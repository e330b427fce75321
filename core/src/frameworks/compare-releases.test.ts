import { expect, test } from 'vitest'
import { compareCrosswalks, compareReleases, requirementsToLookAt } from './compare-releases.ts'
import type { ContentChange } from './compare-releases.ts'
import { parseCrosswalk } from './crosswalk.ts'
import type { Crosswalk } from './crosswalk.ts'
import type { Framework } from './framework.ts'
import { parseFramework } from './parse-framework.ts'
import { testLaw, testStandard } from './test-framework.ts'

function parsed(content: unknown): Framework {
  const found = parseFramework(content)
  if (!found.ok) throw new Error(JSON.stringify(found.reasons))
  return found.framework
}

/** Changes with the names of their fields alone. */
const named = (changes: readonly ContentChange[]) =>
  changes.map((each) => ({ ...each, fields: each.fields.map(({ field }) => field) }))

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
  expect(named(compareReleases(before, after))).toEqual([
    ...[
      { id: 'LAW:1', kind: 'requirement', change: 'changed', fields: ['evidence', 'text'] },
      {
        ...{ id: 'LAW:3', kind: 'requirement', change: 'added' },
        fields: ['asOf', 'confidence', 'kind', 'parent', 'role', 'source', 'title'],
      },
      {
        ...{ id: 'LAW:2', kind: 'requirement', change: 'removed' },
        fields: ['asOf', 'confidence', 'kind', 'parent', 'role', 'source', 'title'],
      },
      {
        id: 'LAW:rule-tell',
        kind: 'rule',
        change: 'changed',
        fields: ['effective', 'requirements'],
      },
      {
        ...{ id: 'LAW:rule-ban', kind: 'rule', change: 'removed' },
        fields: ['asOf', 'cases', 'confidence', 'prohibits', 'requirements', 'source', 'when'],
      },
    ].map((each) => ({ ...each, matters: true })),
  ])
})

test('a new source, a new day or more certainty changes nothing that is asked', () => {
  const after = parsed({
    ...testLaw,
    requirements: [part, tell, { ...therapy!, asOf: '2026-11-01', source: ['ACT'] }, note],
  })
  expect(named(compareReleases(before, after))).toEqual([
    {
      ...{ id: 'LAW:2', kind: 'requirement', change: 'changed' },
      ...{ fields: ['asOf', 'source'], matters: false },
    },
  ])
})

test('two frameworks are no releases of each other', () => {
  expect(() => compareReleases(before, parsed(testStandard('STD', ['1'])))).toThrow(RangeError)
})

test('what changed is told with what it was and what it is', () => {
  const after = parsed({
    ...testLaw,
    requirements: [part, { ...tell!, text: 'Tell people before.' }, therapy!, note],
  })
  expect(compareReleases(before, after)[0]!.fields).toEqual([
    { field: 'text', before: null, after: 'Tell people before.' },
  ])
})

test('what came is told with all that it says, and what went with all that it said', () => {
  const came = {
    ...{ id: 'LAW:3', kind: 'duty', title: 'Keep records', text: 'Keep them for ten years.' },
    ...{ parent: 'LAW:part', evidence: ['A register'], confidence: 'recalled' as const },
  }
  const after = parsed({ ...testLaw, requirements: [...testLaw.requirements, came] })
  const [added] = compareReleases(before, after)
  expect(added).toEqual({
    ...{ id: 'LAW:3', kind: 'requirement', change: 'added', matters: true },
    fields: Object.entries({
      ...{ asOf: '2026-07-27', confidence: 'recalled', evidence: ['A register'], kind: 'duty' },
      ...{ parent: 'LAW:part', role: 'requirement', source: ['ACT'], text: came.text },
      title: 'Keep records',
    }).map(([field, value]) => ({ field, before: null, after: value })),
  })
  const [removed] = compareReleases(after, before)
  expect(removed).toEqual({
    ...added,
    change: 'removed',
    fields: added!.fields.map((each) => ({ ...each, before: each.after, after: null })),
  })
})

test('against nothing, all of it came, in its own order', () => {
  const nothing = { ...before, requirements: [], rules: [] }
  const changes = compareReleases(nothing, before)
  expect(changes.map(({ id }) => id)).toEqual(
    [...before.requirements, ...before.rules].map(({ id }) => id),
  )
  expect(changes.every(({ change, matters }) => change === 'added' && matters)).toBe(true)
  const ban = changes.find(({ id }) => id === 'LAW:rule-ban')!
  // No source gave its first day, and nothing lifts it: neither is told.
  expect(ban.fields.map(({ field }) => field)).toEqual([
    ...['asOf', 'cases', 'confidence', 'prohibits', 'requirements', 'source', 'when'],
  ])
})

test('cases try a rule, and change nothing that it asks', () => {
  const [first, ...others] = testLaw.rules!
  const cases = first!.cases.map((each) => ({ ...each, about: `${each.about}, again` }))
  const after = parsed({ ...testLaw, rules: [{ ...first!, cases }, ...others] })
  expect(compareReleases(before, after)).toMatchObject([{ kind: 'rule', matters: false }])
})

test('to be looked at again: what changed, what went, and what changed rules are about', () => {
  const rule = { ...testLaw.rules![0]!, effective: '2027-07-01' }
  const after = parsed({
    ...testLaw,
    requirements: [part, tell, note, { id: 'LAW:3', kind: 'duty', title: 'Keep records' }],
    rules: [rule],
  })
  expect([...requirementsToLookAt(compareReleases(before, after), before, after)]).toEqual([
    ['LAW:2', ['it is no longer asked', 'its rule LAW:rule-ban is removed']],
    ['LAW:1', ['its rule LAW:rule-tell says otherwise (effective)']],
  ])
  expect([...requirementsToLookAt(compareReleases(after, before), after, before)]).toEqual([
    ['LAW:3', ['it is no longer asked']],
    ['LAW:1', ['its rule LAW:rule-tell says otherwise (effective)']],
    ['LAW:2', ['its rule LAW:rule-ban is added']],
  ])
  const same = compareReleases(before, parsed(testLaw))
  expect(requirementsToLookAt(same, before, before).size).toBe(0)
})

test('a mapping is another one by its relation or basis, not by its words', () => {
  const crosswalk = (...mappings: object[]): Crosswalk => {
    const content = {
      ...{ id: 'walk', title: 'Walk', release: '2026.11.0', about: 'Walks.', source: ['S'] },
      ...{ asOf: '2026-11-01', confidence: 'verified', sources: { S: { title: 'S' } }, mappings },
    }
    const found = parseCrosswalk(content, () => true)
    if (!found.ok) throw new Error(JSON.stringify(found.reasons))
    return found.crosswalk
  }
  const one = { from: 'A:1', to: 'B:1', relation: 'equal', basis: 'own-analysis', rationale: 'x' }
  const two = { ...one, to: 'B:2' }
  const three = { ...one, to: 'B:3' }
  const old = crosswalk(one, two, three)
  const fresh = crosswalk({ ...one, rationale: 'y' }, { ...two, relation: 'subset-of' })
  expect(named(compareCrosswalks(old, fresh))).toEqual([
    { id: 'A:1 B:1', kind: 'mapping', change: 'changed', fields: ['rationale'], matters: false },
    { id: 'A:1 B:2', kind: 'mapping', change: 'changed', fields: ['relation'], matters: true },
    {
      ...{ id: 'A:1 B:3', kind: 'mapping', change: 'removed', matters: true },
      fields: ['asOf', 'basis', 'confidence', 'rationale', 'relation', 'source'],
    },
  ])
  // Its ends are its id.
  expect(compareCrosswalks(fresh, old)[2]).toMatchObject({
    ...{ id: 'A:1 B:3', change: 'added', matters: true },
    fields: [
      { field: 'asOf', before: null, after: '2026-11-01' },
      { field: 'basis', before: null, after: 'own-analysis' },
      { field: 'confidence', before: null, after: 'verified' },
      { field: 'rationale', before: null, after: 'x' },
      { field: 'relation', before: null, after: 'equal' },
      { field: 'source', before: null, after: ['S'] },
    ],
  })
})
