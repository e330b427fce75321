import type { AurocEstimate } from '../statistics/auroc.ts'
import { type ClusteredAuroc, clusteredAuroc } from '../statistics/clustered-auroc.ts'
import { clusteredProportion } from '../statistics/clustered-proportion.ts'
import { delongInterval } from '../statistics/delong.ts'
import type { Estimate, EstimateOptions } from '../statistics/estimate.ts'
import type { AverageAuroc, MulticlassAuroc } from '../statistics/multiclass-auroc.ts'
import type { MulticlassRates } from '../statistics/multiclass-confusion-matrix.ts'

/** Rows with an outcome: the scores of each class, the place of the class that it was and of the one predicted. */
export type MulticlassRows = {
  scores: readonly ArrayLike<number>[]
  actual: ArrayLike<number>
  predicted: ArrayLike<number>
  /** whole numbers that tell patients apart */
  patients: ArrayLike<number>
}

type OfPatients = { clusters?: number }

/** The rates with intervals that count patients; averages over classes have none. */
export function ratesByPatient(
  rates: MulticlassRates,
  rows: MulticlassRows,
  options: EstimateOptions,
): MulticlassRates {
  const { actual, predicted } = rows
  const share = ({ method }: Estimate, unit: string, whole: (row: number) => boolean) =>
    rateByPatient(`${method} (clustered)`, unit, rows, whole, options)
  return {
    ...rates,
    accuracy: share(rates.accuracy, 'predictions', () => true),
    perClass: rates.perClass.map((each, k) => ({
      category: each.category,
      sensitivity: share(each.sensitivity, `cases of ${each.category}`, (i) => actual[i] === k),
      positivePredictiveValue: share(
        each.positivePredictiveValue,
        `predictions of ${each.category}`,
        (i) => predicted[i] === k,
      ),
    })),
    macro: {
      sensitivity: withoutInterval(rates.macro.sensitivity),
      positivePredictiveValue: withoutInterval(rates.macro.positivePredictiveValue),
    },
  }
}

/** Of the rows in `whole`, those whose class was predicted. */
function rateByPatient(
  method: string,
  unit: string,
  { actual, predicted, patients }: MulticlassRows,
  whole: (row: number) => boolean,
  options: EstimateOptions,
): Estimate & OfPatients {
  const places = new Map<number, number>()
  const counts: number[] = []
  const totals: number[] = []
  for (let i = 0; i < actual.length; i++) {
    if (!whole(i)) continue
    const place = places.get(patients[i]!) ?? places.size
    places.set(patients[i]!, place)
    counts[place] = (counts[place] ?? 0) + Number(actual[i] === predicted[i])
    totals[place] = (totals[place] ?? 0) + 1
  }
  const found = clusteredProportion({ method, unit, counts, totals }, options)
  const { variance: _, designEffect: __, ...estimate } = found
  return estimate
}

function withoutInterval<Kind extends Estimate>(estimate: Kind): Kind {
  if (estimate.interval === null) return estimate
  const none = 'no interval: rows of one patient resemble each other'
  const reason = [estimate.reason, none].filter((each) => each !== null).join('; ')
  return { ...estimate, interval: null, reason }
}

/**
 * The areas with intervals that count patients. Averages add up standard errors as those of
 * independent rows do, and are insufficient where the area of a class is.
 */
export function areasByPatient(
  areas: MulticlassAuroc,
  { scores, actual, patients }: MulticlassRows,
  options: EstimateOptions,
): MulticlassAuroc {
  const found = areas.perClass.map(({ category, auroc }, k) => {
    const labels = Array.from(actual, (each) => (each === k ? 1 : 0))
    const { variance, ...clustered } = clusteredAuroc(
      { scores: scores[k]!, labels, clusters: patients },
      options,
    )
    // Without two of a class the plain area is undefined, and so is this one.
    const estimate: AurocEstimate & OfPatients =
      auroc.value === null ? auroc : { ...clustered, certifiedBound: auroc.certifiedBound }
    return { category, auroc: estimate, variance: auroc.value === null ? null : variance }
  })
  return {
    ...areas,
    perClass: found.map(({ category, auroc }) => ({ category, auroc })),
    macro: averageByPatient(areas.macro, found, () => 1, options),
    weighted: averageByPatient(areas.weighted, found, ({ positives }) => positives ?? 0, options),
  }
}

function averageByPatient(
  average: AverageAuroc,
  classes: readonly (Pick<ClusteredAuroc, 'variance'> & { category: string; auroc: Estimate })[],
  weightOf: (estimate: Estimate) => number,
  options: EstimateOptions,
): AverageAuroc {
  const own = classes.filter(({ category }) => average.averaged.includes(category))
  if (average.value === null || own.some(({ variance }) => variance === null)) {
    return withoutInterval(average)
  }
  const weights = own.reduce((sum, { auroc }) => sum + weightOf(auroc), 0)
  const error = own.reduce((sum, each) => sum + weightOf(each.auroc) * Math.sqrt(each.variance!), 0)
  const limits = delongInterval(average.value, (error / weights) ** 2, options.level)
  const method = 'Obuchowski, standard errors added, logit scale'
  const few = own.find(({ auroc }) => auroc.state === 'insufficient')
  return {
    ...average,
    method: `${average.method} (clustered)`,
    interval: limits && { ...limits, method },
    ...(few && { state: 'insufficient', reason: `${few.category}: ${few.auroc.reason}` }),
  }
}
