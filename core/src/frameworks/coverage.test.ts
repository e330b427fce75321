import { describe, expect, test } from 'vitest'
import { implementationStates } from '../controls/implementation.ts'
import type { ImplementationState } from '../controls/implementation.ts'
import { carryOver } from './carry-over.ts'
import { countCoverage, coverage } from './coverage.ts'
import type { CoverageSources } from './coverage.ts'
import { MappingIndex, inverted, parseCrosswalk } from './crosswalk.ts'
import type { Framework } from './framework.ts'
import { parseFramework } from './parse-framework.ts'
import { testControl, testCrosswalk, testStandard } from './test-framework.ts'

function parsed(content: unknown): Framework {
  const found = parseFramework(content)
  if (!found.ok) throw new Error(JSON.stringify(found.reasons))
  return found.framework
}

const known = new Set(['A:1', 'A:2', 'A:3', 'B:1', 'B:2', 'C:1'])
function crosswalkOf(...pairs: Parameters<typeof testCrosswalk>[0][number][]) {
  const found = parseCrosswalk(testCrosswalk(pairs), (id) => known.has(id))
  if (!found.ok) throw new Error(JSON.stringify(found.reasons))
  return found.crosswalk
}

const framework = parsed(testStandard('A', ['1', '2', '3']))
const none: CoverageSources = {
  controls: [],
  mappings: new MappingIndex([]),
  isAdopted: () => true,
  excluded: () => null,
}
const stateOf = (more: Partial<CoverageSources>, id = 'A:1') =>
  coverage(framework, { ...none, ...more }).find(({ requirement }) => requirement.id === id)!

describe('a requirement', () => {
  test('of which nobody said anything is open', () => {
    const found = coverage(framework, none)
    expect(found.map(({ state }) => state)).toEqual(['open', 'open', 'open'])
    expect(countCoverage(found)).toMatchObject({ open: 3, met: 0 })
  })

  test.each<[ImplementationState, 'whole' | 'part', string]>([
    ['operating', 'whole', 'met'],
    ['operating', 'part', 'partly'],
    ['failing', 'whole', 'failing'],
    ['stale', 'whole', 'failing'],
    ['in-progress', 'whole', 'planned'],
    ['not-started', 'whole', 'planned'],
  ])('with a control that is %s and meets it %s is %s', (state, reach, expected) => {
    const controls = [testControl('C-1', state, [['A:1', reach]])]
    expect(stateOf({ controls }).state).toBe(expected)
  })

  test('that asks for something else since is met in part until somebody says it again', () => {
    const because = 'A 2027.01.0: it says otherwise (text)'
    const controls = [testControl('C-1', 'operating', [['A:1', 'whole', because]])]
    const found = stateOf({ controls })
    expect(found.state).toBe('partly')
    expect(found.contributions[0]!.reason).toBe(`to be confirmed: ${because}`)
    const mappings = new MappingIndex([crosswalkOf(['A:1', 'B:1', 'equal'])])
    const other = [testControl('C-2', 'operating', [['B:1', 'whole', because]])]
    expect(stateOf({ controls: other, mappings }).state).toBe('partly')
  })

  test('that two crosswalks map to the same one counts once, by what carries furthest', () => {
    const other = { ...crosswalkOf(['A:1', 'B:1', 'equal']), id: 'other' }
    const second = other.mappings.map((each) => ({ ...each, crosswalk: 'other' }))
    const mappings = new MappingIndex([
      crosswalkOf(['A:1', 'B:1', 'intersects-with']),
      { mappings: second },
    ])
    const controls = [testControl('C-1', 'operating', [['B:1', 'whole']])]
    const found = stateOf({ controls, mappings })
    expect(found).toMatchObject({ state: 'met', hints: [] })
    expect(found.contributions).toHaveLength(1)
    expect(found.contributions[0]!.via).toMatchObject({ crosswalk: 'other', relation: 'equal' })
  })

  test('that one control meets says that another no longer counts', () => {
    const controls = [
      testControl('C-1', 'operating', [['A:1', 'whole']]),
      testControl('C-2', 'failing', [['A:1', 'whole']]),
    ]
    expect(stateOf({ controls })).toMatchObject({
      state: 'met',
      reason: 'met by C-1; C-2 no longer counts',
    })
  })

  test('that was declared not applicable says why', () => {
    const excluded = (id: string) => (id === 'A:1' ? 'no model is trained here' : null)
    expect(stateOf({ excluded })).toMatchObject({
      state: 'excluded',
      reason: 'no model is trained here',
    })
  })
})

describe('evidence carries over', () => {
  const controls = [testControl('C-1', 'operating', [['B:1', 'whole']])]

  test.each([
    ['equal', 'met'],
    ['superset-of', 'met'],
    ['subset-of', 'partly'],
    ['intersects-with', 'partly'],
  ] as const)('from a requirement that lies %s to this one: %s', (relation, expected) => {
    const mappings = new MappingIndex([crosswalkOf(['B:1', 'A:1', relation])])
    const found = stateOf({ controls, mappings })
    expect(found.state).toBe(expected)
    expect(found.contributions).toMatchObject([{ via: { from: 'B:1', to: 'A:1', relation } }])
  })

  test('read from the other end of the crosswalk alike', () => {
    const inside = new MappingIndex([crosswalkOf(['A:1', 'B:1', 'subset-of'])])
    expect(stateOf({ controls, mappings: inside }).state).toBe('met')
    const around = new MappingIndex([crosswalkOf(['A:1', 'B:1', 'superset-of'])])
    expect(stateOf({ controls, mappings: around }).state).toBe('partly')
  })

  test('a part of it only, where the control meets a part only', () => {
    const mappings = new MappingIndex([crosswalkOf(['B:1', 'A:1', 'equal'])])
    const partly = [testControl('C-1', 'operating', [['B:1', 'part']])]
    expect(stateOf({ controls: partly, mappings }).state).toBe('partly')
  })

  test('not by a mapping that nobody adopted: it stays open, with a hint', () => {
    const mappings = new MappingIndex([crosswalkOf(['B:1', 'A:1', 'equal'])])
    const found = stateOf({ controls, mappings, isAdopted: () => false })
    expect(found).toMatchObject({ state: 'open', contributions: [] })
    expect(found.hints).toMatchObject([{ requirementId: 'B:1' }])
    expect(found.hints[0]!.reason).toContain('nobody here has adopted it')
  })

  test('never over two mappings', () => {
    const mappings = new MappingIndex([
      crosswalkOf(['C:1', 'B:1', 'equal'], ['B:1', 'A:1', 'equal']),
    ])
    const far = [testControl('C-1', 'operating', [['C:1', 'whole']])]
    expect(stateOf({ controls: far, mappings })).toMatchObject({ state: 'open', hints: [] })
    expect(mappings.distant('C:1', 'A')).toEqual([{ from: 'C:1', to: 'A:1', through: ['B:1'] }])
  })

  test('and whatever is mapped, nothing is met where no control operates', () => {
    const all = new MappingIndex([
      crosswalkOf(['B:1', 'A:1', 'equal'], ['B:2', 'A:1', 'superset-of'], ['C:1', 'A:1', 'equal']),
    ])
    for (const state of implementationStates.filter((each) => each !== 'operating')) {
      const weak = [
        testControl('C-1', state, [
          ['B:1', 'whole'],
          ['B:2', 'whole'],
          ['C:1', 'whole'],
        ]),
      ]
      expect(stateOf({ controls: weak, mappings: all }).state, state).not.toBe('met')
    }
  })
})

test('a mapping turned around twice is itself', () => {
  const { mappings } = crosswalkOf(['A:1', 'B:1', 'subset-of'], ['A:2', 'B:2', 'equal'])
  for (const mapping of mappings) {
    expect(inverted(inverted(mapping))).toEqual(mapping)
    expect(carryOver(inverted(mapping), true).carries).toBe('whole')
  }
})

test('a crosswalk is refused with each of its problems', () => {
  const wrong = testCrosswalk([
    ['A:1', 'B:9', 'equal'],
    ['A:2', 'B:1', 'equal'],
    ['B:1', 'A:2', 'subset-of'],
    ['A:1', 'A:2', 'equal'],
  ])
  const found = parseCrosswalk(wrong, (id) => known.has(id))
  expect(found.ok ? [] : found.reasons.map(({ message }) => message)).toEqual([
    'B:9 is in no framework that is there',
    'A:2 and B:1 are mapped more than once',
    'A:1 and A:2 are of one framework',
  ])
  expect(parseCrosswalk({ id: 'x' }, () => true).ok).toBe(false)
})
