import type { CoverageState } from './coverage.ts'

/** What a person found of a requirement, whatever is proven of it. */
export const gapJudgements = ['in-place', 'partly', 'missing'] as const

export type GapJudgement = (typeof gapJudgements)[number]

/**
 * What lies between a requirement and the organization: `none`; `not-applicable`; `unproven` where
 * somebody says that it is in place and nothing shows it; `partial`; `planned` where controls are
 * written and do not operate; `missing`; `failing` where controls no longer hold; `contested` where
 * controls show that it is met and somebody found that it is not.
 */
export const gapStates = [
  'none',
  'unproven',
  'partial',
  'planned',
  'missing',
  'failing',
  'contested',
  'not-applicable',
] as const

export type GapState = (typeof gapStates)[number]

export type Gap = { state: GapState; reason: string }

/**
 * The gap of one requirement from what is computed and what a person found. A judgement makes a gap
 * larger or explains it; it never closes one: that takes controls that operate.
 */
export function gapOf(
  coverage: { state: CoverageState; reason: string },
  judgement: GapJudgement | null,
): Gap {
  const { state, reason } = coverage
  if (state === 'excluded') return { state: 'not-applicable', reason }
  if (state === 'failing') return { state: 'failing', reason }
  if (state === 'met') {
    return judgement === null || judgement === 'in-place'
      ? { state: 'none', reason }
      : { state: 'contested', reason: `${reason}, but it was found ${words[judgement]}` }
  }
  if (judgement === 'in-place') {
    return { state: 'unproven', reason: `said to be in place, but ${reason}` }
  }
  if (judgement === 'missing') return { state: 'missing', reason: `found missing; ${reason}` }
  if (judgement === 'partly' || state === 'partly') {
    const found = judgement === null ? '' : 'found partly in place; '
    return { state: 'partial', reason: `${found}${reason}` }
  }
  return { state: state === 'planned' ? 'planned' : 'missing', reason }
}

const words: Record<GapJudgement, string> = {
  'in-place': 'in place',
  partly: 'only partly in place',
  missing: 'missing',
}

/** Whether something has to be done about it. */
export function isGap(state: GapState): boolean {
  return state !== 'none' && state !== 'not-applicable'
}

/** How many requirements are in each state. */
export function countGaps(states: readonly GapState[]): Record<GapState, number> {
  const counts = Object.fromEntries(gapStates.map((state) => [state, 0])) as Record<
    GapState,
    number
  >
  for (const state of states) counts[state] += 1
  return counts
}
