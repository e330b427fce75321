import fc from 'fast-check'
import { expect, test } from 'vitest'
import { implementationOf } from './implementation.ts'
import type { ControlFacts, ControlTestFact } from './implementation.ts'

const today = '2026-11-22'
const valid = { title: 'Policy', valid: true, reason: 'valid until 2027-03-01' }
const expired = { title: 'Policy', valid: false, reason: 'it expired on 2026-10-01' }
const passed: ControlTestFact = { title: 'AIIA in time', result: 'passed', dueOn: '2026-12-01' }

test.each<[string, ControlFacts, string, string[]]>([
  [
    'nothing',
    { ownerNamed: false, evidence: [], tests: [] },
    'not-started',
    ['it has no evidence', 'nobody is named as its owner'],
  ],
  [
    'an owner',
    { ownerNamed: true, evidence: [], tests: [] },
    'in-progress',
    ['it has no evidence'],
  ],
  ['owner and evidence', { ownerNamed: true, evidence: [valid], tests: [] }, 'operating', []],
  [
    'everything',
    { ownerNamed: true, evidence: [expired, valid], tests: [passed] },
    'operating',
    [],
  ],
  [
    'no owner',
    { ownerNamed: false, evidence: [valid], tests: [passed] },
    'in-progress',
    ['nobody is named as its owner'],
  ],
  [
    'evidence that lapsed',
    { ownerNamed: true, evidence: [expired], tests: [] },
    'stale',
    ['its evidence "Policy" does not count: it expired on 2026-10-01'],
  ],
  [
    'a test that is overdue',
    { ownerNamed: true, evidence: [valid], tests: [{ ...passed, dueOn: '2026-11-21' }] },
    'stale',
    ['its test "AIIA in time" has been due since 2026-11-21'],
  ],
  [
    'a test that is due today',
    { ownerNamed: true, evidence: [valid], tests: [{ ...passed, dueOn: today }] },
    'operating',
    [],
  ],
  [
    'a test that never ran',
    { ownerNamed: true, evidence: [valid], tests: [{ ...passed, result: null, dueOn: null }] },
    'in-progress',
    ['its test "AIIA in time" has never run'],
  ],
  [
    'a test that could not be decided',
    { ownerNamed: true, evidence: [valid], tests: [{ ...passed, result: 'not-decidable' }] },
    'in-progress',
    ['its test "AIIA in time" could not be decided'],
  ],
  [
    'a test that failed, whatever else is there',
    { ownerNamed: true, evidence: [valid], tests: [passed, { ...passed, result: 'failed' }] },
    'failing',
    ['its test "AIIA in time" failed'],
  ],
])('%s', (_name, facts, state, reasons) => {
  expect(implementationOf(facts, today)).toEqual({ state, reasons })
})

const facts: fc.Arbitrary<ControlFacts> = fc.record({
  ownerNamed: fc.boolean(),
  evidence: fc.array(fc.constantFrom(valid, expired), { maxLength: 3 }),
  tests: fc.array(
    fc.record({
      title: fc.constant('A test'),
      result: fc.constantFrom('passed', 'failed', 'not-decidable', null),
      dueOn: fc.constantFrom(null, '2026-01-01', '2027-01-01'),
    }),
    { maxLength: 3 },
  ),
})

test('it operates exactly where nothing speaks against it', () => {
  fc.assert(
    fc.property(facts, (each) => {
      const { state, reasons } = implementationOf(each, today)
      expect(state === 'operating').toBe(reasons.length === 0)
      const complete =
        each.ownerNamed &&
        each.evidence.some(({ valid: counts }) => counts) &&
        each.tests.every(
          ({ result, dueOn }) => result === 'passed' && (dueOn === null || dueOn >= today),
        )
      expect(state === 'operating').toBe(complete)
    }),
  )
})
