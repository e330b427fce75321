import { expect, test } from 'vitest'
import type { Crosswalk } from './crosswalk.ts'
import type { Framework } from './framework.ts'
import { headOfPack, joinPacks, openPack, packsOf } from './pack.ts'
import { testLaw, testStandard } from './test-framework.ts'

const { rules, ...law } = testLaw
const crosswalk = {
  ...{ id: 'walk', title: 'Walk', release: '2026.11.0', about: 'Walks.', source: ['S'] },
  ...{ asOf: '2026-11-01', confidence: 'verified', sources: { S: { title: 'S' } } },
  mappings: [
    { from: 'STD:1', to: 'LAW:1', relation: 'equal', basis: 'own-analysis', rationale: 'x' },
    { from: 'STD:2', to: 'LAW:2', relation: 'equal', basis: 'own-analysis', rationale: 'x' },
  ],
  without: [{ from: 'STD:1', framework: 'OTHER', rationale: 'nothing there' }],
}
const files = {
  frameworks: [
    { path: 'law.yaml', content: law },
    { path: 'std.yaml', content: testStandard('STD', ['1', '2']) },
  ],
  rules: [{ path: 'rules.yaml', content: { framework: 'LAW', about: 'Its rules.', rules } }],
  crosswalks: [{ path: 'walk.yaml', content: crosswalk }],
}

const isThere = (id: string) => ['STD:1', 'STD:2', 'LAW:1', 'LAW:2'].includes(id)

function opened() {
  const found = packsOf(files).map((pack) => openPack(pack, isThere))
  const frameworks: Framework[] = []
  const crosswalks: Crosswalk[] = []
  for (const each of found) {
    if (!each.ok) throw new Error(JSON.stringify(each.reasons))
    if (each.kind === 'framework') frameworks.push(each.framework)
    else crosswalks.push(each.crosswalk)
  }
  return { frameworks, crosswalks }
}

test('a law is one pack with the rules that read it', () => {
  const packs = packsOf(files)
  expect(packs.map(headOfPack)).toEqual([
    { kind: 'framework', id: 'LAW', release: '2026.11.0', title: 'A law' },
    { kind: 'framework', id: 'STD', release: expect.any(String), title: expect.any(String) },
    { kind: 'crosswalk', id: 'walk', release: '2026.11.0', title: 'Walk' },
  ])
  expect(opened().frameworks[0]!.rules).toHaveLength(rules!.length)
})

test('what cannot be read is told with its place, whatever it is', () => {
  const bad = openPack({ kind: 'framework', content: { framework: null, rules: null } }, isThere)
  expect(bad).toMatchObject({ ok: false })
  const unknown = openPack({ kind: 'crosswalk', content: { crosswalk } }, (id) => id !== 'LAW:2')
  expect(unknown).toMatchObject({
    ok: false,
    reasons: [{ message: 'LAW:2 is in no framework that is there' }],
  })
  expect(headOfPack({ kind: 'crosswalk', content: { crosswalk: 7 } }).id).toBe('')
})

test('a mapping to what is switched off, or gone, rests; the others hold', () => {
  const { frameworks, crosswalks } = opened()
  const whole = joinPacks(frameworks, crosswalks)
  expect(whole.mappings.of('STD:1')).toHaveLength(1)
  const off = joinPacks(frameworks.slice(1), crosswalks)
  expect(off.mappings.of('STD:1')).toEqual([])
  const [first, second] = frameworks
  const less = {
    ...first!,
    requirements: first!.requirements.filter(({ id }) => id !== 'LAW:2'),
  }
  const later = joinPacks([less, second!], crosswalks)
  expect(later.mappings.of('STD:1')).toHaveLength(1)
  expect(later.mappings.of('STD:2')).toEqual([])
  expect(later.crosswalks[0]!.without).toEqual([])
})
