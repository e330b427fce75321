/**
 * Fleiss' kappa: agreement of several raters, not necessarily the same for every item, beyond what
 * the overall shares of the categories would give by chance.
 * Convention: nominal categories. Items with fewer than two ratings say nothing about agreement and
 * are left out; items may have unequal numbers of ratings and then count alike (Gwet), which with
 * equal numbers is exactly Fleiss. Undefined where only one category was ever used. Interval: the
 * linearised variance over items, not Fleiss' own, which holds only at chance agreement.
 * Source: J. L. Fleiss, Psychological Bulletin 76 (1971) 378–382; variance: K. L. Gwet, Educational
 * and Psychological Measurement 81 (2021) 781–790.
 * Twin: Python `statsmodels.stats.inter_rater.fleiss_kappa` (value, equal numbers); R
 * `irrCAC::fleiss.kappa.dist` (variance; its interval uses t in place of z).
 */
import { type KappaEstimate, kappaInterval } from './cohens-kappa.ts'
import { type EstimateOptions, estimateWithMinimum, undefinedEstimate } from './estimate.ts'
import { assertCount } from './scored-counts.ts'

/**
 * `ratings[item][category]` is how many raters put the item there. `minimum` applies to items with
 * two or more ratings. Throws RangeError for counts that are none or rows of unequal length.
 */
export function fleissKappa(
  ratings: readonly ArrayLike<number>[],
  options: EstimateOptions = {},
): KappaEstimate {
  const items = countedItems(ratings)
  const n = items.length
  const left = ratings.length - n
  const leftOut = left === 0 ? null : `${left} items with fewer than two ratings are left out`
  const evidence = { method: "Fleiss' kappa", n, positives: null, negatives: null }
  if (n === 0) {
    const reason = 'no item has two ratings'
    return { ...undefinedEstimate(evidence, reason), observedAgreement: null }
  }
  const shares = sharesOf(items)
  const agreements = items.map(({ counts, raters }) =>
    counts.reduce((sum, count) => sum + (count * (count - 1)) / (raters * (raters - 1)), 0),
  )
  const observed = agreements.reduce((sum, agreement) => sum + agreement, 0) / n
  if (shares.some((share) => share === 1)) {
    const reason = 'every rating is of one and the same category'
    return { ...undefinedEstimate(evidence, reason), observedAgreement: observed }
  }
  const chance = shares.reduce((sum, share) => sum + share * share, 0)
  const kappa = (observed - chance) / (1 - chance)
  const error = standardError(items, agreements, { shares, chance, kappa })
  const interval = kappaInterval(kappa, error, options.level)
  const none = interval === null ? 'no interval: the agreement leaves no spread' : null
  const note = [leftOut, none].filter((each) => each !== null).join('; ')
  const sample = { count: n, unit: 'items with two ratings', minimum: options.minimum }
  return {
    ...estimateWithMinimum(evidence, kappa, interval, sample, note === '' ? null : note),
    observedAgreement: observed,
  }
}

type Item = { counts: number[]; raters: number }

function countedItems(ratings: readonly ArrayLike<number>[]): Item[] {
  const categories = ratings[0]?.length ?? 0
  return ratings.flatMap((row, item) => {
    if (row.length !== categories) {
      throw new RangeError(`item ${item} has ${row.length} categories, not ${categories}`)
    }
    const counts = Array.from(row, (count, k) => assertCount(count, `item ${item}, category ${k}`))
    const raters = counts.reduce((sum, count) => sum + count, 0)
    return raters < 2 ? [] : [{ counts, raters }]
  })
}

/** Mean share of each category over items. A category that took every rating is exactly 1. */
function sharesOf(items: readonly Item[]): number[] {
  return items[0]!.counts.map((_, k) => {
    if (items.every(({ counts, raters }) => counts[k] === raters)) return 1
    return items.reduce((sum, { counts, raters }) => sum + counts[k]! / raters, 0) / items.length
  })
}

/** Standard deviation over √n of each item's part in kappa; 0 for a single item. */
function standardError(
  items: readonly Item[],
  agreements: readonly number[],
  { shares, chance, kappa }: { shares: readonly number[]; chance: number; kappa: number },
): number {
  const n = items.length
  if (n < 2) return 0
  let spread = 0
  items.forEach(({ counts, raters }, i) => {
    const own = shares.reduce((sum, share, k) => sum + (share * counts[k]!) / raters, 0)
    const part = (agreements[i]! - chance - 2 * (1 - kappa) * (own - chance)) / (1 - chance)
    spread += (part - kappa) ** 2
  })
  return spread < 1e-24 * n ? 0 : Math.sqrt(spread / n / (n - 1))
}
