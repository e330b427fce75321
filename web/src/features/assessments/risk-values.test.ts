import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import criteria from '../../../../content/risk/organisational-risk.yaml?raw'
import { label } from '../../lib/messages/messages.ts'
import type { RecordedRisk } from './queries.ts'
import { acceptors, nextRiskId, sameRisk, toRisk, toRiskValues, withRisk } from './risk-values.ts'

const risk: RecordedRisk = {
  id: 'R-3',
  categoryId: 'reliability',
  title: 'Feed stops unnoticed',
  inherent: { likelihood: 4, consequence: 3 },
  treatment: {
    option: 'modify',
    description: 'Alarm on silence',
    owner: 'Operations',
    dueOn: '2027-01-31',
    useNarrowed: false,
  },
  residual: { likelihood: 2, consequence: 3 },
  acceptance: { by: 'Governance lead', reason: 'Downtime procedure', reviewOn: '2027-06-30' },
}
const bare: RecordedRisk = { ...risk, id: 'R-7', treatment: null, residual: null, acceptance: null }

describe('the form of a risk', () => {
  test.each([risk, bare])('gives back $id as it was', (each) => {
    expect(toRisk(each.id, toRiskValues(each))).toEqual(each)
  })

  test('takes back treatment, second score and acceptance', () => {
    const values = { ...toRiskValues(risk), option: '', scoredAgain: false, acceptedBy: '' }
    expect(toRisk('R-3', values)).toEqual({ ...bare, id: 'R-3' })
  })
})

describe('the register', () => {
  test('numbers a new risk after the highest', () => {
    expect(nextRiskId([])).toBe('R-1')
    expect(nextRiskId([bare, risk, { ...risk, id: 'feed-12' }])).toBe('R-8')
  })

  test('keeps a changed risk in its place and puts a new one last', () => {
    const changed = { ...risk, title: 'Feed stops' }
    expect(withRisk([risk, bare], changed)).toEqual([changed, bare])
    expect(withRisk([bare], risk)).toEqual([bare, risk])
  })

  test('knows a risk that somebody else changed or removed', () => {
    expect(sameRisk(risk, structuredClone(risk))).toBe(true)
    expect(sameRisk(risk, { ...risk, acceptance: null })).toBe(false)
    expect(sameRisk(risk, undefined)).toBe(false)
  })
})

describe('the words of the form', () => {
  type Step = { value: number; label: string; anchor: string }
  const content = parse(criteria) as Record<'likelihood' | 'consequence', Step[]> & {
    acceptance: { by?: string }[]
  }

  test.each(['likelihood', 'consequence'] as const)('are those of the criteria: %s', (scale) => {
    expect(content[scale].map(({ value }) => label(`treatment.${scale}`, String(value)))).toEqual(
      content[scale].map((step) => `${step.label}: ${step.anchor}`),
    )
  })

  test('name whom the criteria entitle to accept', () => {
    expect(content.acceptance.flatMap(({ by }) => by ?? [])).toEqual(acceptors)
  })
})
