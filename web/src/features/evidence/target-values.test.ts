import { expect, test } from 'vitest'
import { needsSystem, noTarget, toTarget } from './target-values.ts'

test('only what belongs to an AI system asks for one', () => {
  expect(needsSystem('gate')).toBe(true)
  expect(needsSystem('control')).toBe(false)
  expect(needsSystem(null)).toBe(false)
})

test('nothing in particular is no target', () => {
  expect(toTarget(noTarget)).toBeNull()
  const gate = { type: 'gate', id: 'deployment', aiSystemId: 'x' } as const
  expect(toTarget(gate)).toEqual(gate)
})
