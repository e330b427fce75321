import { expect, test } from 'vitest'
import { dueOn } from './due-on.ts'

test.each([
  ['a law that is coming: on its first day', '2027-01-01', '2026-11-22', '2027-01-01'],
  ['even where that is tomorrow', '2026-11-23', '2026-11-22', '2026-11-23'],
  ['a law that begins today: 30 days', '2026-11-22', '2026-11-22', '2026-12-22'],
  ['a law in force: 30 days', '2003-04-14', '2026-11-22', '2026-12-22'],
  ['a law without a known day: 30 days', null, '2028-01-31', '2028-03-01'],
])('%s', (_, effective, arisen, due) => {
  expect(dueOn(effective, arisen)).toBe(due)
})
