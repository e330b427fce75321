import { expect, test } from 'vitest'
import { alarmThreshold } from './e-detector.ts'
import { statedRunLength } from './stated-run-length.ts'

test('a version shares its budget among its monitors', () => {
  expect(statedRunLength({ averageRunLengthDays: 3650, detectors: 5 })).toEqual({
    monitorDays: 18250,
    versionDays: 3650,
    monitorChance: 0.02,
    versionChance: 0.1,
    horizonDays: 365,
  })
})

test('the days of a monitor are the limit at which it alarms', () => {
  for (const detectors of [0, 1, 7]) {
    const setting = { averageRunLengthDays: 365, detectors }
    expect(statedRunLength(setting).monitorDays).toBe(alarmThreshold(setting))
  }
})

test('a chance is never above 1', () => {
  const stated = statedRunLength({ averageRunLengthDays: 365, detectors: 1 }, 3650)
  expect(stated).toMatchObject({ monitorChance: 1, versionChance: 1, horizonDays: 3650 })
})

test('impossible settings are refused', () => {
  const setting = { averageRunLengthDays: 365, detectors: 1 }
  expect(() => statedRunLength({ ...setting, averageRunLengthDays: 0 })).toThrow(RangeError)
  expect(() => statedRunLength({ ...setting, detectors: NaN })).toThrow(RangeError)
  expect(() => statedRunLength(setting, 0)).toThrow(RangeError)
})
