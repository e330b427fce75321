import { describe, expect, test } from 'vitest'
import { formatBytes, formatCount, formatDay, formatDistance, formatPercent } from './format.ts'

describe('format', () => {
  test('a plain date is not moved by a time zone', () => {
    expect(formatDay('2026-11-22')).toBe('22 Nov 2026')
    expect(formatDay('2026-01-01')).toBe('1 Jan 2026')
  })

  test('numbers carry their unit and grouping', () => {
    expect(formatPercent(0.7125)).toBe('71.3 %')
    expect(formatCount(200000)).toBe('200,000')
    expect(formatBytes(999)).toBe('999 B')
    expect(formatBytes(12_400_000)).toBe('12.4 MB')
  })

  test('distances read as words', () => {
    const now = new Date('2026-11-22T12:00:00Z')
    expect(formatDistance('2026-11-22T12:30:00Z', now)).toBe('in 30 minutes')
    expect(formatDistance('2026-11-22T07:00:00Z', now)).toBe('5 hours ago')
    expect(formatDistance('2026-11-29T12:00:00Z', now)).toBe('in 7 days')
  })
})
