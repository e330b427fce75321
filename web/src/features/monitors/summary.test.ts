import { expect, test } from 'vitest'
import type { Monitor, Performance } from './queries.ts'
import { groupsAnswer, verdictAnswer } from './summary.ts'

const monitor = (state: string, level: string) =>
  ({ enabled: true, verdict: { state, level } }) as unknown as Monitor

test('one blind monitor is enough not to say yes, and a critical one to say no', () => {
  const fine = monitor('ok', 'none')
  expect(verdictAnswer([fine, fine])).toMatchObject({ tone: 'ok' })
  expect(verdictAnswer([fine, monitor('stale', 'none')])).toMatchObject({ tone: 'neutral' })
  expect(verdictAnswer([])).toMatchObject({ tone: 'neutral' })
  expect(verdictAnswer([fine, monitor('ok', 'critical')])).toMatchObject({ tone: 'critical' })
})

function estimate(value: number | null, upper: number) {
  const interval = { lower: 0, upper, level: 0.95, method: '' }
  return { value, interval, n: 90, state: value === null ? 'insufficient' : 'ok', reason: 'few' }
}

function performance(...groups: [value: number | null, upper: number][]): Performance {
  return {
    overall: { sensitivity: estimate(0.8, 0.85) },
    subgroups: groups.map(([value, upper], index) => ({
      attribute: 'site',
      value: `s${index}`,
      sensitivity: estimate(value, upper),
    })),
    suppressed: [{ attribute: 'sex', value: 'unknown' }],
  } as unknown as Performance
}

test('a group clearly below everyone is named with its numbers; the hidden are counted', () => {
  const found = groupsAnswer(performance([0.79, 0.9], [0.5, 0.6], [0.55, 0.7]))
  expect(found.tone).toBe('warning')
  expect(found.text).toMatch(/^site: s1: sensitivity 50\.0.%.*n = 90.*1 group is not shown/)
  expect(groupsAnswer(performance([0.7, 0.81])).word).toBe('No clear difference')
  expect(groupsAnswer(performance([null, 1])).tone).toBe('neutral')
})
