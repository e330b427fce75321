import {
  defaultPolicyForTier,
  defaultRollbackPolicy,
} from '@primum/core/monitoring/rollback-policy'
import { expect, test } from 'vitest'
import { policyFacts } from './policy-facts.ts'

const words = (policy: Parameters<typeof policyFacts>[0]) => policyFacts(policy).flat().join('\n')

test('a timer that acts by itself is always said', () => {
  expect(words(defaultPolicyForTier(1) as never)).toMatch(/After 24 hours without an answer/)
  expect(words(defaultRollbackPolicy as never)).toMatch(/Never; a proposal waits for people/)
})

test('every setting of the policy is shown', () => {
  const settings = Object.keys(defaultRollbackPolicy)
  // `target` has one value only; `hysteresis` makes two lines.
  expect(policyFacts(defaultRollbackPolicy as never)).toHaveLength(settings.length - 1 + 1)
})
