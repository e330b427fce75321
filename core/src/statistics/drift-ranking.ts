/**
 * Which features drifted, the most harmful first.
 * Convention: a feature has drifted when it passes both gates: p ≤ q after Benjamini–Hochberg over
 * the features of one window, and an index above max(0.1, its own noise). Significance alone would
 * call trifles in large samples, size alone would call noise in small ones. Harm is importance ×
 * index; a feature of unknown importance takes the mean of the known ones, so that it is neither
 * hidden nor pushed ahead. Drifted features come first, those without a verdict last, never left out.
 * Source: two gates: our choice, see docs/reference/statistics/drift-ranking.md; p of the
 * index: B. Yurdakul and J. Naranjo, J. Risk Model Validation 14 (2020) 89–100.
 * Twin: none; Python: `multipletests(method='fdr_bh')` and a sort.
 */
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { regularizedGammaUpper } from './gamma-function.ts'
import { type StabilityEstimate, driftLevel } from './population-stability-index.ts'

/** `importance` ≥ 0 in any unit; `pValue` replaces that of the index, null meaning unknown. */
export type RankedInput = {
  feature: string
  stability: StabilityEstimate
  importance?: number
  pValue?: number | null
}

/** `drifted` is null where no verdict is possible; `reason` then says why. */
export type RankedFeature = {
  feature: string
  drifted: boolean | null
  effect: number | null
  weight: number | null
  pValue: number | null
  adjustedPValue: number | null
  reason: string | null
}

/** `q` is the false discovery rate (default 0.05), `least` the index that matters (default 0.1). */
export type RankingOptions = { q?: number; least?: number }

/** Throws RangeError for a negative or infinite importance, or a p-value outside [0, 1]. */
export function driftRanking(
  inputs: readonly RankedInput[],
  options: RankingOptions = {},
): RankedFeature[] {
  const { q = 0.05, least = 0.1 } = options
  const importance = meanImportance(inputs)
  const pValues = inputs.map(pValueOf)
  const adjusted = benjaminiHochberg(pValues)
  const ranked = inputs.map((input, i) => {
    const { feature, stability } = input
    const [pValue, adjustedPValue] = [pValues[i]!, adjusted[i]!]
    const usable = stability.state === 'ok' && stability.value !== null && adjustedPValue !== null
    const limits = { warning: least, critical: Infinity }
    const drifted = usable ? adjustedPValue <= q && driftLevel(stability, limits) !== 'none' : null
    const effect = stability.value
    const weight = effect === null ? null : effect * (input.importance ?? importance)
    const reason = drifted === null ? (stability.reason ?? 'no p-value') : null
    return { feature, drifted, effect, weight, pValue, adjustedPValue, reason }
  })
  return ranked.toSorted((a, b) => standing(b) - standing(a) || (b.weight ?? -1) - (a.weight ?? -1))
}

function standing({ drifted }: RankedFeature): number {
  return drifted === null ? 0 : drifted ? 2 : 1
}

/** An insufficient sample is not tested: it would only cost the other features their power. */
function pValueOf({ stability, pValue }: RankedInput): number | null {
  if (stability.state !== 'ok' || stability.value === null) return null
  if (pValue !== undefined) return pValue
  if (stability.k < 2) return 1
  const noise = 1 / stability.n + 1 / stability.referenceN
  return regularizedGammaUpper((stability.k - 1) / 2, stability.value / noise / 2)
}

function meanImportance(inputs: readonly RankedInput[]): number {
  let sum = 0
  let known = 0
  for (const { feature, importance } of inputs) {
    if (importance === undefined) continue
    if (!(importance >= 0 && importance < Infinity)) {
      throw new RangeError(`importance of ${feature} is ${importance}`)
    }
    sum += importance
    known++
  }
  return known === 0 ? 1 : sum / known
}
