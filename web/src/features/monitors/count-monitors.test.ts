import { expect, test } from 'vitest'
import { countMonitors } from './count-monitors.ts'

const ok = { state: 'ok', level: 'none' } as const

test('what cannot be judged is blind, not well', () => {
  expect(
    countMonitors([
      { enabled: true, verdict: ok },
      { enabled: true, verdict: { state: 'insufficient', level: 'none' } },
      { enabled: true, verdict: null },
      { enabled: false, verdict: null },
    ]),
  ).toEqual({ watched: 3, attention: 0, critical: false, blind: 2 })
})

test('silence that warns counts for attention too', () => {
  expect(
    countMonitors([
      { enabled: true, verdict: { state: 'stale', level: 'warning' } },
      { enabled: true, verdict: { state: 'ok', level: 'critical' } },
    ]),
  ).toMatchObject({ attention: 2, critical: true, blind: 1 })
})
