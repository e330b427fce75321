import { ProblemError } from '@primum/client'
import { expect, test } from 'vitest'
import { UsageError } from '../usage-error.ts'
import { failureOf, failureWords } from './failure.ts'

test('a refusal gives its reasons, remedies and who can help', () => {
  const problem = new ProblemError({
    detail: 'Refused.',
    code: 'precondition-failed',
    reasons: [{ code: 'x', message: 'No version is stable', remedy: 'Promote one', who: 'Owner' }],
  })
  expect(failureWords(failureOf(problem))).toBe(
    'Refused.\n  - No version is stable\n    → Promote one (Owner)',
  )
})

test('wrong fields are named with their rows', () => {
  const errors = [{ path: 'tier', message: 'Too big.', row: 3, remedy: 'Give 1 to 4.' }]
  const problem = new ProblemError({ detail: 'Not valid.', code: 'invalid', errors })
  expect(failureWords(failureOf(problem))).toBe('Not valid.\n  row 3, tier: Too big. Give 1 to 4.')
})

test('an unexpected error points to the log; a usage error says what to do', () => {
  const problem = new ProblemError({ detail: 'Oh.', code: 'internal', correlationId: 'abc' })
  expect(failureWords(failureOf(problem))).toContain('abc')
  expect(failureWords(failureOf(new UsageError('No.', 'Do this.')))).toBe('No.\nDo this.')
  expect(failureOf('text')).toMatchObject({ code: 'failed', detail: 'text' })
})
