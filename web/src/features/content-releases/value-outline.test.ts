import { expect, test } from 'vitest'
import { valueOutline } from './value-outline.ts'

test('a condition reads as sentences, however deep', () => {
  const condition = {
    all: [
      { fact: 'countries', in: ['US', 'EU'] },
      {
        any: [
          { fact: 'generative', is: true },
          { fact: 'patientFacing', is: false },
        ],
      },
      { not: { fact: 'roles', in: ['developer'] } },
    ],
  }
  expect(valueOutline(condition)).toEqual([
    'all of these hold:',
    '  • it is used in the United States or the European Union',
    '  • at least one of these holds:',
    '      • it is generative',
    '      • patients do not interact with it themselves',
    '  • this does not hold:',
    '      your organization is its developer',
  ])
})

test('a list of records shows each of their fields, and nothing where there is nothing', () => {
  expect(
    valueOutline([
      { when: { fact: 'generative', is: false }, because: 'It writes nothing.' },
      { because: 'Since 2026-08-02', requirement: undefined, notes: [] },
    ]),
  ).toEqual([
    '• When it applies:',
    '    it is not generative',
    '  Because: It writes nothing.',
    '• Because: Since 2 Aug 2026',
  ])
  expect(valueOutline({ text: 'At once', days: 3 })).toEqual(['Text: At once', 'Days: 3'])
  expect(valueOutline(null)).toEqual([])
  expect(valueOutline(['a', 'b'])).toEqual(['• a', '• b'])
})

test('the facts of a case read as sentences too', () => {
  const facts = { processesPhi: false, roles: ['deployer', 'developer'], archetype: 'imaging' }
  expect(valueOutline([{ about: 'A hospital', facts }])).toEqual([
    '• About: A hospital',
    '  Facts:',
    '    it processes no protected health information',
    '    your organization is its deployer or developer',
    '    its kind is imaging',
  ])
})

test('what no program knows yet is still shown as it is', () => {
  expect(valueOutline({ fact: 'shoeSize', is: 43 })).toEqual(['Fact: shoeSize', 'Is: 43'])
  expect(valueOutline({ all: 'yes' })).toEqual(['All: yes'])
})
