import { ProblemError } from '@primum/client'
import { expect, test } from 'vitest'
import { fieldRefusal, wholeRefusal } from './field-refusal.ts'

const problem = new ProblemError({
  code: 'invalid',
  detail: 'risks.0.title: Too small; risks.0.treatment.dueOn: Invalid ISO date',
  errors: [
    { path: 'risks.0.title', message: 'Too small' },
    { path: 'risks.0.treatment.dueOn', message: 'Invalid ISO date' },
  ],
})

const same = (value: string) => ({ sent: value, now: value })

test('an empty field is needed; a filled one is refused in the words of the server', () => {
  expect(fieldRefusal(problem, 'risks.0.title', same(' '))).toBe('This is needed.')
  expect(fieldRefusal(problem, 'risks.0.treatment.dueOn', same('2027'))).toBe('Invalid ISO date')
  expect(fieldRefusal(problem, 'risks.1.title', same(''))).toBeUndefined()
})

test('a field that was changed since is no longer marked', () => {
  expect(fieldRefusal(problem, 'risks.0.title', { sent: '', now: 'Feed' })).toBeUndefined()
})

test('what is told at the fields is not repeated with the paths of the API', () => {
  expect(wholeRefusal(problem)?.message).not.toContain('risks.0')
  expect(wholeRefusal(problem)?.errors).toEqual([])
  const conflict = new ProblemError({ code: 'conflict', detail: 'Stale.' })
  expect(wholeRefusal(conflict)).toBe(conflict)
})
