import { expect, test } from 'vitest'
import { changedFacts } from './changed-facts.ts'
import type { LawFact } from './queries.ts'

const fact = (name: LawFact['name'], value: LawFact['value']): LawFact => ({
  ...{ name, value, of: 'system', question: name, type: 'boolean', values: [] },
  ...{ source: null, statedBy: null, statedAt: null },
})
const facts = [fact('generative', true), fact('states', ['CO', 'UT']), fact('roles', null)]

test('only what is said otherwise than it is known is sent', () => {
  expect(changedFacts(facts, {})).toEqual({})
  expect(changedFacts(facts, { generative: true, states: ['UT', 'CO'], roles: null })).toEqual({})
  expect(changedFacts(facts, { generative: false, states: ['CO'], roles: ['deployer'] })).toEqual({
    ...{ generative: false, states: ['CO'], roles: ['deployer'] },
  })
})

test('a statement is taken back by null', () => {
  expect(changedFacts(facts, { generative: null, states: null })).toEqual({
    ...{ generative: null, states: null },
  })
})
