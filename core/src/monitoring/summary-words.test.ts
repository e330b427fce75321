import { describe, expect, test } from 'vitest'
import { summarySentence, summaryTitle } from './summary-words.ts'
import type { SummaryFacts } from './summary-words.ts'

const quiet: SummaryFacts = {
  name: 'Sepsis alert',
  month: { name: '2026-10' },
  monitors: 3,
  versions: ['1.0.0'],
  predictions: 41_203,
  outcomes: 40_000,
  hiddenDays: 0,
  silentDays: 0,
  calls: null,
  alarms: { critical: 0, warning: 0, inconclusive: 0 },
  incidents: 0,
  findings: 0,
  rollbacks: 0,
}
const said = (more: Partial<SummaryFacts>) =>
  summarySentence({ ...quiet, ...more }).replaceAll('\u00a0', ' ')

describe('the title', () => {
  test('has the numbers', () => {
    const alarms = { critical: 1, warning: 0, inconclusive: 0 }
    expect(summaryTitle({ ...quiet, alarms }).replaceAll('\u00a0', ' ')).toBe(
      'Monitoring of Sepsis alert, October 2026: 3 monitors, 1 alarm, 41 203 predictions',
    )
  })

  test('keeps them where the name is long', () => {
    const title = summaryTitle({ ...quiet, name: 'x'.repeat(400) })
    expect(title).toHaveLength(300)
    expect(title).toMatch(/x, October 2026: 3 monitors, 0 alarms, 41\u00a0203 predictions$/)
  })

  test.each([
    [{ predictions: 0 }, 'no predictions'],
    [{ predictions: null }, 'few predictions'],
    [{ predictions: 0, calls: 1_234_567 }, '1 234 567 calls'],
  ])('says what there was of %o', (more, words) => {
    expect(summaryTitle({ ...quiet, ...more }).replaceAll('\u00a0', ' ')).toMatch(`, ${words}`)
  })
})

describe('the sentences', () => {
  test('tell a quiet month', () => {
    expect(said({})).toBe(
      'Version 1.0.0 ran in this month; 3 monitors were on. 41 203 predictions were received, 40 000 of them with a known outcome so far. No alarm was raised.',
    )
  })

  test('tell what came of alarms', () => {
    const more = {
      ...{ alarms: { critical: 1, warning: 2, inconclusive: 0 }, monitors: 1 },
      ...{ incidents: 1, findings: 2, rollbacks: 1, versions: ['1.0.0', '2.0.0', '1.0.0'] },
    }
    expect(said(more)).toMatch(/^Versions 1\.0\.0, 2\.0\.0 ran in this month; 1 monitor was on\./)
    expect(said(more)).toMatch(
      / 3 alarms \(1 critical, 2 warning\); 1 incident, 2 findings, 1 rollback\.$/,
    )
  })

  test('tell silence, and whether it is a fault', () => {
    expect(said({ predictions: 0, outcomes: 0 })).toContain(
      'No predictions were received in this month, although the system was in operation.',
    )
    expect(said({ predictions: 0, outcomes: 0, versions: [] })).toMatch(
      /^No version was stable in this month; .* No predictions were received in this month\. /,
    )
    expect(said({ silentDays: 2 })).toContain('; on 2 days in operation none was received.')
  })

  test('tell no number of few', () => {
    expect(said({ predictions: null, outcomes: null, hiddenDays: 1 })).toContain(
      'Predictions were received, too few to show their number.',
    )
    expect(said({ outcomes: null })).toContain('the outcomes known of them are too few to show')
    expect(said({ hiddenDays: 2 })).toContain('; 2 days of few people not counted in.')
  })

  test('count calls where these are sent', () => {
    expect(said({ predictions: 0, calls: 12 })).toContain(' 12 calls were counted. No alarm')
    expect(said({ calls: 12 })).toContain('known outcome so far. 12 calls were counted. No alarm')
    expect(said({ predictions: 0, calls: 0 })).toContain('No predictions were received')
  })
})
