import { expect, test } from 'vitest'
import { declaredName, siteCode } from './declared.ts'

test.each([
  ['time_in_hospital', 'time_in_hospital'],
  ['A1Cresult', 'a1cresult'],
  ['diabetesMed', 'diabetes_med'],
  ['Length of stay (days)', 'length_of_stay_days'],
])('%s is declared as %s', (name, declared) => {
  expect(declaredName(name)).toBe(declared)
})

test('a site has a code of at most 39 characters', () => {
  expect(siteCode('Lakeside General')).toBe('lakeside-general')
  expect(siteCode('The very long name of a hospital that nobody can spell')).toHaveLength(39)
})
