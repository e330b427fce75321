import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../monitoring/days.ts'
import { dutyProof, evidenceWorth, noProof } from './duty-proof.ts'
import type { DutyEvidence } from './duty-proof.ts'
import { dutyStatus } from './duty-status.ts'
import type { DutyFacts } from './duty-status.ts'
import { dutyStates } from './duty.ts'

const today = '2026-11-22'
const asked = { everyMonths: null, lookAgainAt: null, today }

function piece(from: string | null, until: string | null = null, more = {}): DutyEvidence {
  return {
    ...{ withdrawnOn: null, next: null, reviewMonths: null },
    current: from === null ? null : { effectiveFrom: from, effectiveUntil: until },
    ...{ linkedAt: '2026-10-01T10:00:00.000Z', renewedAt: '2026-10-01T09:00:00.000Z' },
    ...more,
  }
}

const duty = (more: Partial<DutyFacts> = {}): DutyFacts => ({
  ...{ state: 'applies', effective: null, everyMonths: null, dueOn: '2026-12-22' },
  ...{ setAside: null, lookAgain: null, ...more },
})
const judged = (facts: Partial<DutyFacts>, ...pieces: DutyEvidence[]) => {
  const { everyMonths = null, lookAgain = null } = facts
  const proof = dutyProof(pieces, { everyMonths, lookAgainAt: lookAgain?.at ?? null, today })
  return dutyStatus(duty(facts), proof, today)
}

describe('evidence', () => {
  test('counts until its last day, and lapses on the next one', () => {
    expect(judged({}, piece('2026-01-01', today))).toMatchObject({ status: 'met', dueOn: today })
    const lapsed = judged({ dueOn: '2026-02-01' }, piece('2026-01-01', '2026-11-21'))
    expect(lapsed).toMatchObject({ status: 'lapsed', dueOn: '2026-11-21', overdue: true })
    expect(lapsed.reason).toContain('2026-11-21')
  })

  test('that has no end meets a duty for good', () => {
    expect(judged({}, piece('2026-01-01', today), piece('2025-01-01'))).toMatchObject({
      ...{ status: 'met', dueOn: null, overdue: false },
    })
  })

  test('that is empty, or not yet in force, was never there', () => {
    const later = { effectiveFrom: '2026-12-01', effectiveUntil: null }
    expect(judged({}, piece(null), piece(null, null, { next: later })).status).toBe('open')
  })

  test('that was withdrawn, or is to be reviewed, does not count', () => {
    expect(judged({}, piece('2026-01-01', null, { withdrawnOn: today })).status).toBe('lapsed')
    const review = judged({}, piece('2026-05-21', null, { reviewMonths: 6 }))
    expect(review).toMatchObject({ status: 'lapsed', dueOn: '2026-12-22' })
    expect(judged({}, piece('2026-05-22', null, { reviewMonths: 6 })).status).toBe('met')
  })

  test('of what comes back is to be done anew', () => {
    const yearly = { everyMonths: 12, dueOn: '2026-01-31' }
    expect(judged(yearly, piece('2025-11-23'))).toMatchObject({
      ...{ status: 'met', dueOn: '2026-11-23' },
    })
    // On the day itself it is due, and late on the next one.
    expect(judged(yearly, piece('2025-11-22'))).toMatchObject({
      ...{ status: 'lapsed', dueOn: today, overdue: false },
    })
    expect(judged(yearly, piece('2025-11-21'))).toMatchObject({ status: 'lapsed', overdue: true })
  })

  test.each([
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-01-31', 13, '2027-02-28'],
    ['2027-01-31', 13, '2028-02-29'],
    ['2024-02-29', 36, '2027-02-28'],
  ])('from %s, every %i months, is good until %s', (from, everyMonths, until) => {
    const before = { ...asked, everyMonths, today: from }
    expect(evidenceWorth(piece(from), before)).toMatchObject({ counts: true, until })
    expect(evidenceWorth(piece(from), { ...before, today: until }).counts).toBe(false)
    expect(evidenceWorth(piece(from), { ...before, today: addDays(until, -1) }).counts).toBe(true)
  })
})

describe('a duty', () => {
  test('may be met before its first day, and says from when it applies', () => {
    const coming = { state: 'coming', effective: '2027-01-01', dueOn: '2027-01-01' } as const
    expect(judged(coming)).toMatchObject({ status: 'open', dueOn: '2027-01-01', overdue: false })
    expect(judged(coming, piece('2026-01-01'))).toMatchObject({ status: 'met' })
    expect(judged(coming).reason).toContain('applies from 2027-01-01')
  })

  test('is overdue on the day after its day', () => {
    expect(judged({ dueOn: today }).overdue).toBe(false)
    expect(judged({ dueOn: '2026-11-21' }).overdue).toBe(true)
  })

  const lookAgain = { because: ['It changed.'], at: '2026-10-01T10:00:00.000Z' }

  test('that has to be looked at again is so until newer evidence is there', () => {
    const facts = { lookAgain, dueOn: '2026-01-01' }
    const again = judged(facts, piece('2026-01-01'))
    expect(again).toMatchObject({ status: 'look-again', dueOn: '2026-10-31', overdue: true })
    expect(again.reason).toContain('It changed.')
    const linked = { linkedAt: '2026-10-01T10:00:00.001Z' }
    expect(judged(facts, piece('2026-01-01', null, linked)).status).toBe('met')
    const renewed = { renewedAt: '2026-10-02T00:00:00.000Z' }
    expect(judged(facts, piece('2026-01-01', null, renewed)).status).toBe('met')
  })

  test('that was set aside is looked at again too', () => {
    const setAside = { reason: 'No such service.' }
    expect(judged({ setAside })).toMatchObject({ status: 'set-aside', dueOn: null })
    expect(judged({ setAside }).reason).toContain('No such service.')
    expect(judged({ setAside, lookAgain }).status).toBe('look-again')
    expect(judged({ setAside, state: 'may-apply' }).status).toBe('set-aside')
  })

  test('that may apply is undecided, whatever is linked', () => {
    expect(judged({ state: 'may-apply', lookAgain }, piece('2026-01-01')).status).toBe('undecided')
  })

  test('that ended or is exempt asks nothing', () => {
    for (const state of ['ended', 'exempt'] as const) {
      expect(judged({ state, lookAgain, dueOn: '2026-01-01' })).toMatchObject({
        ...{ status: state, dueOn: null, overdue: false },
      })
    }
  })
})

test('nothing is overdue without a day that has passed, and more evidence never undoes it', () => {
  const day = fc.integer({ min: -400, max: 400 }).map((offset) => addDays(today, offset))
  const evidence = fc
    .record({ from: day, length: fc.option(fc.nat(500)), months: fc.option(fc.constant(6)) })
    .filter(({ from }) => from <= today)
    .map(({ from, length, months }) =>
      piece(from, length === null ? null : addDays(from, length), { reviewMonths: months }),
    )
  const facts = fc.record({
    ...{ state: fc.constantFrom(...dutyStates), dueOn: day },
    everyMonths: fc.constantFrom(null, 1, 12),
  })
  fc.assert(
    fc.property(facts, fc.array(evidence, { maxLength: 4 }), evidence, (some, pieces, more) => {
      const found = judged(some, ...pieces)
      expect(found.reason).not.toMatch(/null|undefined/)
      if (found.overdue) expect(found.dueOn! < today).toBe(true)
      if (found.status === 'met') expect(found.dueOn === null || found.dueOn >= today).toBe(true)
      const then = judged(some, ...pieces, more)
      if (found.status === 'met') expect(then.status).toBe('met')
      expect(dutyStatus(duty(some), noProof, today).status).not.toBe('met')
    }),
  )
})
