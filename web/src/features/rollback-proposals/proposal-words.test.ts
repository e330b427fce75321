import { expect, test } from 'vitest'
import { answerRefusal, consequenceWords, proposalWords } from './proposal-words.ts'

const version = { id: 'v2', label: '2.0.0' }
const target = { id: 'v1', label: '1.0.0' }

test('a proposal says what would happen, and how to undo it', () => {
  expect(proposalWords({ version, target })).toBe('Return from 2.0.0 to 1.0.0')
  expect(consequenceWords({ version, target })).toMatch(/1\.0\.0 takes over from 2\.0\.0.*undone/)
  expect(proposalWords({ version, target: null })).toMatch(/^Suspend/)
  expect(consequenceWords({ version, target: null })).toMatch(/suspended at once.*undone/)
})

test('nobody answers twice, and nothing closed is answered', () => {
  const approvals = [
    { userId: 'ada', userName: 'Ada', roles: [], statement: null, at: '2026-01-01T00:00:00Z' },
  ]
  expect(answerRefusal({ state: 'open', approvals }, 'bo')).toBeNull()
  expect(answerRefusal({ state: 'open', approvals }, 'ada')).toMatch(/different person/)
  expect(answerRefusal({ state: 'rejected', approvals: [] }, 'bo')).toMatch(/closed/)
})
