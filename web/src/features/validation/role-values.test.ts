import { expect, test } from 'vitest'
import { assignRole, rolesOf, suggestedChoice } from './role-values.ts'

const columns = ['risk', 'outcome', 'sex', 'age'].map((name) => ({ name }))

test('what the server suggests stands until somebody changes it', () => {
  const choice = suggestedChoice({
    suggestedRoles: [
      { role: 'score', column: 'risk', reason: 'numbers from 0 to 1' },
      { role: 'label', column: 'outcome', reason: 'only 0 and 1' },
      { role: 'groups', column: 'sex', reason: 'asked for by the protocol' },
    ],
  })
  expect(rolesOf(choice, columns)).toEqual({
    score: 'risk',
    label: 'outcome',
    groups: ['sex'],
    features: [],
  })
})

test('one column is the score; a second one takes its place', () => {
  const choice = assignRole({ risk: 'score', outcome: 'label' }, 'age', 'score')
  expect(choice).toEqual({ outcome: 'label', age: 'score' })
  expect(assignRole({ sex: 'groups' }, 'age', 'groups')).toEqual({ sex: 'groups', age: 'groups' })
})

test('without a score or an outcome there is nothing to run', () => {
  const choice = assignRole({ risk: 'score', outcome: 'label' }, 'outcome', null)
  expect(rolesOf(choice, columns)).toBeNull()
})
