import { isSmallCount } from '@primum/core/fairness/small-cell-suppression'
import { defaultMinimumSamples } from '@primum/core/monitoring/thresholds'
import { pairedDelong } from '@primum/core/statistics/paired-delong'
import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import { earlier } from '../../monitoring/measured-span.ts'
import type { MeasuredSpan } from '../../monitoring/measured-span.ts'
import type { ScoredPair } from '../../telemetry/port.ts'

/** Pairs that one question may hold in memory at once. */
const mostPairs = 500_000

/**
 * Both versions on the patients whom they scored at the same moment, one case for each patient, as
 * the test needs independent cases; the outcome may have come for either prediction.
 */
export async function readPairs(ctx: Context, a: MeasuredSpan, b: MeasuredSpan) {
  const none = (pairing: string) => ({ paired: null, pairing })
  const to = a.to === null || b.to === null ? null : earlier(earlier(a.to, b.to), a.matured)
  const from = a.from === null || b.from === null ? null : a.from > b.from ? a.from : b.from
  if (to === null || from === null || from > to) {
    return none('There is no day on which both versions have matured predictions.')
  }
  const found = await selectPairs(ctx, a, b, { from, to })
  if ('unavailable' in found) return none(found.unavailable)
  const { pairs } = found
  if (pairs.length === 0) {
    return none(
      'No patient was scored by both versions at the same moment: run one beside the other (in shadow), with the same patient and time, for a paired comparison.',
    )
  }
  if (pairs.length > mostPairs) return none(`More than ${mostPairs} pairs: ask for a shorter span.`)
  // Without an outcome a patient is among the pairs only where its absence is one.
  const labels = pairs.map(({ label }) => label ?? 0)
  const positives = labels.filter((label) => label === 1).length
  if ([pairs.length, positives, pairs.length - positives].some((n) => isSmallCount(n))) {
    return none('Too few patients were scored by both versions to show a comparison.')
  }
  const {
    areaA: _,
    areaB: __,
    ...difference
  } = pairedDelong(
    pairs.map((pair) => pair.a),
    pairs.map((pair) => pair.b),
    labels,
    { minimum: defaultMinimumSamples.auroc },
  )
  const pairing = 'On patients whom both versions scored at the same moment.'
  return { paired: { patients: pairs.length, difference }, pairing }
}

/** The rest of a comparison is known without rows: where they cannot be had, that is said. */
async function selectPairs(
  ctx: Context,
  { system, version }: MeasuredSpan,
  b: MeasuredSpan,
  span: { from: string; to: string },
): Promise<{ pairs: ScoredPair[] } | { unavailable: string }> {
  try {
    const pairs = await ctx.services.telemetry.scoredPairs(ctx, {
      aiSystemId: system.id,
      versionIds: [version.id, b.version.id],
      ...span,
      onlyLabelled: system.labelPolicy !== 'absence-is-negative',
      limit: mostPairs + 1,
    })
    return { pairs }
  } catch (error) {
    if (!(error instanceof PrimumError) || error.code !== 'unavailable') throw error
    return { unavailable: `Pairs cannot be looked up now. ${error.message}` }
  }
}
