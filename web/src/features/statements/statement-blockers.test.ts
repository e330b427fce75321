import { expect, test } from 'vitest'
import type { Line } from './queries.ts'
import { groupBlockers } from './statement-blockers.ts'

const lines = ['ISO42001:A.2.2', 'ISO42001:A.2.20'].map(
  (requirementId) => ({ requirementId, title: 'AI policy' }) as Line,
)

test('problems stand by kind, each with its own control', () => {
  const problems = [
    { code: 'no-owner', message: 'ISO42001:A.2.20 AI policy: it applies, nobody owns it' },
    { code: 'not-decided', message: 'ISO42001:A.2.2 AI policy: nobody has said' },
  ]
  const groups = groupBlockers({ problems, lines })
  expect(groups.map(({ code }) => code)).toEqual(['not-decided', 'no-owner'])
  expect(groups.map(({ items }) => items[0]?.line)).toEqual(lines)
})
