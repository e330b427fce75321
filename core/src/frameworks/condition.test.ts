import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionProblems, evaluate } from './condition.ts'
import type { Condition } from './condition.ts'
import type { LawFacts } from './law-facts.ts'

const co: Condition = { fact: 'states', in: ['CO', 'UT'] }
const phi: Condition = { fact: 'processesPhi', is: true }

describe('three values', () => {
  test.each<[string, Condition, LawFacts, true | false | 'unknown']>([
    ['a list has one of them', co, { states: ['TX', 'UT'] }, true],
    ['a list has none', co, { states: ['TX'] }, false],
    ['an empty list is known to have none', co, { states: [] }, false],
    ['nobody said', co, {}, 'unknown'],
    ['null is not known either', co, { states: null }, 'unknown'],
    ['yes', phi, { processesPhi: true }, true],
    ['no', phi, { processesPhi: false }, false],
    ['one false part decides all', { all: [co, phi] }, { states: ['TX'] }, false],
    ['one true part decides any', { any: [co, phi] }, { processesPhi: true }, true],
    ['all with something unknown', { all: [co, phi] }, { processesPhi: true }, 'unknown'],
    ['any with something unknown', { any: [co, phi] }, { processesPhi: false }, 'unknown'],
    ['not unknown is unknown', { not: phi }, {}, 'unknown'],
    ['not', { not: phi }, { processesPhi: false }, true],
    ['a choice', { fact: 'autonomy', in: ['acts-alone'] }, { autonomy: 'acts-alone' }, true],
  ])('%s', (_name, condition, facts, holds) => {
    expect(evaluate(condition, facts).holds).toBe(holds)
  })

  test('say what decided, and what would', () => {
    const found = evaluate(
      { all: [co, phi, { fact: 'generative', is: true }] },
      { states: ['CO', 'TX'], processesPhi: true },
    )
    expect(found).toEqual({
      holds: 'unknown',
      because: ['it is used in Colorado', 'it processes protected health information'],
      missing: ['generative'],
    })
    expect(evaluate({ not: co }, { states: [] }).because).toEqual([
      'it is used in none that was named',
    ])
  })
})

const names = ['processesPhi', 'generative', 'patientFacing'] as const
const leaf = fc.record({ fact: fc.constantFrom(...names), is: fc.boolean() })
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
  ),
}))
const facts = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.option(fc.boolean(), { nil: null })])),
) as fc.Arbitrary<Record<(typeof names)[number], boolean | null>>

/** Every way in which what is not known may turn out. */
function completions(given: Record<string, boolean | null>): LawFacts[] {
  return names.reduce<LawFacts[]>(
    (all, name) =>
      all.flatMap((each) =>
        given[name] === null
          ? [
              { ...each, [name]: true },
              { ...each, [name]: false },
            ]
          : [{ ...each, [name]: given[name] ?? null }],
      ),
    [{}],
  )
}

test('what is said to hold, or not, does so however the rest turns out', () => {
  fc.assert(
    fc.property(condition, facts, (each, given) => {
      const { holds } = evaluate(each, given)
      fc.pre(holds !== 'unknown')
      for (const known of completions(given)) expect(evaluate(each, known).holds).toBe(holds)
    }),
  )
})

test('with every fact known nothing is unknown, and missing names only what is not known', () => {
  fc.assert(
    fc.property(condition, facts, (each, given) => {
      for (const known of completions(given))
        expect(evaluate(each, known).holds).not.toBe('unknown')
      const found = evaluate(each, given)
      if (found.holds !== 'unknown') return
      expect(found.missing.length).toBeGreaterThan(0)
      for (const name of found.missing) expect(given[name as (typeof names)[number]]).toBeNull()
    }),
  )
})

test('a fact is asked for what it can be', () => {
  expect(conditionProblems({ all: [co, { not: phi }] })).toEqual([])
  expect(conditionProblems({ any: [{ fact: 'states', in: ['XX', 'CO'] }] })).toEqual([
    'states never is "XX"',
  ])
  expect(conditionProblems({ fact: 'states', is: true })).toEqual([
    'states is no yes or no: use "in"',
  ])
  expect(conditionProblems({ fact: 'processesPhi', in: ['yes'] })).toEqual([
    'processesPhi is yes or no: use "is"',
  ])
  expect(conditionProblems({ fact: 'fdaStatus', in: ['unknown'] })).toHaveLength(1)
})
