import { expect, test } from 'vitest'
import { frameworkChoices } from './framework-choices.ts'

const framework = (id: string, requirements = 3) => ({ id, title: `Title of ${id}`, requirements })
const assessment = (id: string, closedAt: string | null) => ({
  ...{ framework: { id, title: `Title of ${id}` }, closedAt },
})

test('what asks for nothing is no choice, and what is being assessed says so', () => {
  const choices = frameworkChoices(
    [framework('A'), framework('B'), framework('C', 0)],
    [assessment('A', null), assessment('B', '2026-11-22T10:00:00Z')],
  )
  expect(choices).toEqual([
    { value: 'A', label: 'Title of A (one is open)', disabled: true },
    { value: 'B', label: 'Title of B', disabled: false },
  ])
})
