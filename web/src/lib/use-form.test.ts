import { ProblemError } from '@primum/client'
import { describe, expect, test } from 'vitest'
import { asProblem, fieldError } from './use-form.ts'

const problem = new ProblemError({
  detail: 'Two fields are wrong.',
  errors: [
    { path: 'email', message: 'Not an address.', remedy: 'Write name@hospital.' },
    { path: 'scopes.0', message: 'Unknown scope.' },
  ],
})

describe('fieldError', () => {
  test('finds a field by its path and joins the remedy', () => {
    expect(fieldError(problem, 'email')).toBe('Not an address. Write name@hospital.')
  })

  test('an error inside a list belongs to the list, and not to a field whose name it begins', () => {
    expect(fieldError(problem, 'scopes')).toBe('Unknown scope.')
    expect(fieldError(problem, 'scope')).toBeUndefined()
    expect(fieldError(null, 'email')).toBeUndefined()
  })
})

test('any thrown thing becomes a problem with words', () => {
  expect(asProblem(new Error('broken')).message).toBe('broken')
  expect(asProblem(problem)).toBe(problem)
})
