import type { Estimate } from '@primum/core/statistics/estimate'
import { proportion } from '@primum/core/statistics/proportion'
import { describe, expect, test } from 'vitest'
import { groupSentence } from './group-rows.ts'
import type { GroupRow } from './group-rows.ts'

function rate(count: number, total: number, minimum = 0): Estimate {
  const sample = { count, total, positives: total, negatives: 0 }
  return proportion({ method: 'rate', unit: 'people', ...sample }, { minimum })
}

function row(group: string, estimate: Estimate): GroupRow {
  return { group, overall: group === 'Everyone', estimate, hidden: false, note: '' }
}

const everyone = row('Everyone', rate(60, 100))

describe('groupSentence', () => {
  test('names who fares worst with interval and n', () => {
    const said = groupSentence(
      [everyone, row('a', rate(40, 50)), row('b', rate(20, 50))],
      'sensitivity',
    )
    expect(said).toMatch(/^By sensitivity \(recall\), b fares worst: 40\.0.% \(.* to .*, n = 50\)/)
    expect(said).toContain('against 60.0')
  })

  test('chance is called chance', () => {
    const said = groupSentence(
      [everyone, row('a', rate(33, 50)), row('b', rate(27, 50))],
      'sensitivity',
    )
    expect(said).toMatch(/b comes last with 54\.0.% .* within chance of the 60\.0.% for everyone/)
  })

  test('a group of too few people is never said to fare worst', () => {
    const said = groupSentence(
      [everyone, row('a', rate(40, 50)), row('few', rate(0, 5, 30))],
      'sensitivity',
    )
    expect(said).toContain('a fares worst')
  })

  test('where nobody can be judged it says so', () => {
    expect(groupSentence([everyone, row('few', rate(0, 5, 30))], 'auroc')).toBe(
      'No group has enough people to be judged.',
    )
  })
})
