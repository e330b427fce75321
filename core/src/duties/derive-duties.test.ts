import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Obligation } from '../frameworks/applicability.ts'
import { deriveDuties } from './derive-duties.ts'
import type { DutyChange, KnownDuty } from './derive-duties.ts'

const today = '2026-11-22'

function obligation(id: string, more: Partial<Obligation> & { everyMonths?: number } = {}) {
  const { everyMonths, ...rest } = more
  return {
    requirement: { id, ...(everyMonths === undefined ? {} : { everyMonths }) },
    framework: { id: 'LAW', title: 'Law', release: '1' },
    ...{ rule: 'LAW:r', state: 'applies', why: [], missing: [], exemptions: [] },
    ...{ effective: null, effectiveNote: null, prohibits: false, toBeConfirmed: false },
    ...rest,
  } as Obligation
}

/** What is kept after changes were written. */
function written(known: readonly KnownDuty[], changes: readonly DutyChange[]): KnownDuty[] {
  const kept = new Map(known.map((each) => [each.requirementId, each]))
  for (const { requirementId, after, arisenOn, dueOn } of changes) {
    const dueAgreed = kept.get(requirementId)?.dueAgreed ?? false
    kept.set(requirementId, { requirementId, ...after, arisenOn, dueOn, dueAgreed })
  }
  return [...kept.values()]
}

describe('duties', () => {
  test('arise with the day on which they are due', () => {
    const coming = { state: 'coming', effective: '2027-01-01', everyMonths: 12 } as const
    expect(deriveDuties([], [obligation('LAW:1'), obligation('LAW:2', coming)], today)).toEqual([
      expect.objectContaining({ requirementId: 'LAW:1', before: null, dueOn: '2026-12-22' }),
      {
        ...{ requirementId: 'LAW:2', before: null, arisenOn: today, cameBack: false },
        dueOn: '2027-01-01',
        after: {
          ...{ framework: 'LAW', rule: 'LAW:r', state: 'coming', prohibits: false },
          ...{ effective: '2027-01-01', everyMonths: 12 },
        },
      },
    ])
  })

  const kept = written([], deriveDuties([], [obligation('LAW:1')], '2026-01-01'))

  test('end, come back from today, and say so', () => {
    const [ended] = deriveDuties(kept, [], '2026-06-01')
    expect(ended).toMatchObject({ after: { state: 'ended' }, arisenOn: '2026-01-01' })
    const gone = written(kept, [ended!])
    expect(deriveDuties(gone, [], today)).toEqual([])
    expect(deriveDuties(gone, [obligation('LAW:1')], today)).toMatchObject([
      { cameBack: true, arisenOn: today, dueOn: '2026-12-22' },
    ])
  })

  test('that were open are counted from when they are asked for', () => {
    const open = written(
      [],
      deriveDuties([], [obligation('L', { state: 'may-apply' })], '2026-01-01'),
    )
    expect(deriveDuties(open, [obligation('L')], today)).toMatchObject([
      { arisenOn: today, dueOn: '2026-12-22', cameBack: false },
    ])
  })

  test('whose first day comes are not asked for anew', () => {
    const coming = { state: 'coming', effective: '2026-11-22' } as const
    const before = written([], deriveDuties([], [obligation('L', coming)], '2026-01-01'))
    expect(
      deriveDuties(before, [obligation('L', { effective: '2026-11-22' })], today),
    ).toMatchObject([{ arisenOn: '2026-01-01', dueOn: '2026-11-22', after: { state: 'applies' } }])
  })

  test('keep the day that a person said', () => {
    const agreed = [{ ...kept[0]!, dueOn: '2030-01-01', dueAgreed: true }]
    const later = obligation('LAW:1', { effective: '2027-06-01', state: 'coming' })
    expect(deriveDuties(agreed, [later], today)).toMatchObject([{ dueOn: '2030-01-01' }])
    expect(deriveDuties(kept, [later], today)).toMatchObject([{ dueOn: '2027-06-01' }])
  })
})

test('what was written is what the law asks: deriving again changes nothing', () => {
  const state = fc.constantFrom('applies', 'coming', 'may-apply', 'exempt')
  const day = fc.constantFrom(null, '2026-01-01', '2026-11-22', '2027-03-31')
  const asked = fc
    .uniqueArray(fc.record({ id: fc.integer({ min: 0, max: 9 }), state, effective: day }), {
      selector: ({ id }) => id,
    })
    .map((all) => all.map(({ id, ...more }) => obligation(`LAW:${id}`, more as object)))
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 5 }), (days) => {
      let kept: KnownDuty[] = []
      for (const obligations of days) {
        const changes = deriveDuties(kept, obligations, today)
        kept = written(kept, changes)
        expect(deriveDuties(kept, obligations, today)).toEqual([])
        const live = kept.filter((each) => each.state !== 'ended')
        expect(
          live.map((each) => [each.requirementId, each.state, each.effective]).toSorted(),
        ).toEqual(
          obligations.map((each) => [each.requirement.id, each.state, each.effective]).toSorted(),
        )
      }
    }),
  )
})
