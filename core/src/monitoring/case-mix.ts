/**
 * How sensitive a version would be on the patients of today, judged by its validation: its
 * sensitivity in each subgroup there, weighted by the subgroups' shares of today's patients with the
 * outcome (direct standardisation). It assumes that sensitivity within a subgroup has not changed.
 * Convention: one attribute at a time, as profiles hold margins; a live subgroup without positives
 * at validation is unknown, is left out of the mean, and its share is told.
 * Source: K. J. Rothman, S. Greenland, T. L. Lash, Modern Epidemiology, 3rd ed. (2008), ch. 3.
 * Twin: R `sum(weights * sensitivity) / sum(weights)`; Python `numpy.average(sens, weights=w)`.
 */

/** Positives at validation and those of them flagged, per value of one attribute. */
export type SegmentCounts = { value: string; positives: number; flagged: number }

/** Matured positives of the live window, per value of the same attribute. */
export type LiveCount = { value: string; positives: number }

export type AttributeMix = { attribute: string; baseline: SegmentCounts[]; live: LiveCount[] }

export type StandardisedMix = {
  attribute: string
  /** standardised sensitivity, 0 … 1; null where every live patient is in an unknown subgroup */
  value: number | null
  /** share of the live patients in subgroups that validation knows nothing of, 0 … 1 */
  unknownShare: number
}

/** What is known of a version and today's case mix; `limit` is its accepted sensitivity. */
export type CaseMix = {
  /** null where the version has no sensitivity at validation */
  limit: number | null
  /** attributes that live data carries; empty where it carries none of the version's */
  mixes: StandardisedMix[]
}

/**
 * Standardises each attribute that has live patients. Throws a RangeError for counts below 0 or for
 * more flagged than positives.
 */
export function standardiseCaseMix(attributes: readonly AttributeMix[]): StandardisedMix[] {
  return attributes.flatMap(({ attribute, baseline, live }) => {
    const known = new Map(baseline.map((each) => [each.value, each]))
    let total = 0
    let unknown = 0
    let sum = 0
    for (const { value, positives } of live) {
      checkCounts(positives, 0)
      total += positives
      const at = known.get(value)
      if (at !== undefined) checkCounts(at.positives, at.flagged)
      if (at === undefined || at.positives === 0) unknown += positives
      else sum += positives * (at.flagged / at.positives)
    }
    if (total === 0) return []
    const value = total === unknown ? null : sum / (total - unknown)
    return [{ attribute, value, unknownShare: unknown / total }]
  })
}

/** Why a version is not good on today's case mix, as the end of a sentence; null where it is. */
export function caseMixProblem(mix: CaseMix, maximumUnknownShare: number): string | null {
  const { limit } = mix
  if (limit === null) return 'has no sensitivity at validation to weigh by the patients of today'
  for (const { attribute, value, unknownShare } of mix.mixes) {
    if (value === null || unknownShare > maximumUnknownShare) {
      return `was validated on none like ${percent(unknownShare)} of today's patients (by ${attribute}), at most ${percent(maximumUnknownShare)} accepted`
    }
    if (value < limit) {
      return `would have a sensitivity of ${value.toFixed(3)} on today's patients (by ${attribute}), below the accepted ${limit.toFixed(3)}`
    }
  }
  return null
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function checkCounts(positives: number, flagged: number): void {
  if (!(flagged >= 0 && positives >= flagged && Number.isFinite(positives))) {
    throw new RangeError(`${flagged} flagged of ${positives} positives is no count`)
  }
}
