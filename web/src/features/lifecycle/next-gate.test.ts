import { expect, test } from 'vitest'
import { nextGate, otherGates, stageStates } from './next-gate.ts'
import type { Gate } from './queries.ts'

function gate(target: Gate['target'], reachable: boolean, needsReason: boolean): Gate {
  return { target, reachable, needsReason, requirements: [] } as unknown as Gate
}

test('straight ahead is the reachable gate that needs no reason', () => {
  const gates = [
    gate('verification-and-validation', true, true),
    gate('operation-and-monitoring', true, false),
    gate('re-evaluation', false, true),
    gate('retirement', true, true),
  ]
  expect(nextGate({ gates })?.target).toBe('operation-and-monitoring')
  expect(otherGates({ gates }).map(({ target }) => target)).toEqual([
    'verification-and-validation',
    'retirement',
  ])
})

test('seven stages, one of them now', () => {
  const states = stageStates('deployment')
  expect(states).toHaveLength(7)
  expect(states.map(({ state }) => state).join()).toBe('done,done,done,now,ahead,ahead,ahead')
})
