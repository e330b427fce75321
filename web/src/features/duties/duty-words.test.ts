import { expect, test } from 'vitest'
import { dayWords, defaultDue, dueWords, fallbackWords } from './duty-words.ts'

test('what is met is renewed; what is not is due; and some falls due on no day', () => {
  expect(dueWords({ status: 'met', dueOn: '2027-01-02' })).toBe('Renew by 2 Jan 2027')
  expect(dueWords({ status: 'lapsed', dueOn: '2027-01-02' })).toBe('Due 2 Jan 2027')
  expect(dueWords({ status: 'met', dueOn: null })).toBeNull()
})

test('the day that nobody said is that of the law, or 30 days after it arose', () => {
  const arisenAt = '2026-11-22T10:00:00.000Z'
  expect(defaultDue({ effective: '2027-06-30', arisenAt })).toEqual({
    ...{ day: '30 Jun 2027', why: 'the first day of the law' },
  })
  const arisen = { effective: '2025-01-01', arisenAt }
  expect(defaultDue(arisen)).toEqual({ day: '22 Dec 2026', why: '30 days after it arose' })
  expect(dayWords({ ...arisen, due: { on: '2026-12-22', agreed: false } })).toBe(
    '22 Dec 2026, by default: 30 days after it arose',
  )
  expect(dayWords({ ...arisen, due: { on: '2026-12-24', agreed: true } })).toBe(
    '24 Dec 2026, as a person said',
  )
})

test('who sees to it where nobody is given', () => {
  const member = { id: 'm', userId: 'u' }
  const named = { of: 'ai-system' as const, name: 'Dana' }
  expect(fallbackWords({ owner: null })).toMatch(/names no owner/)
  expect(fallbackWords({ owner: { ...named, member } })).toBe(
    'Empty: Dana, by the AI system’s record.',
  )
  expect(fallbackWords({ owner: { ...named, member: null } })).toMatch(/Dana, who is no member/)
  expect(fallbackWords({ owner: { of: 'duty', name: 'Ada', member } })).toBeUndefined()
})
