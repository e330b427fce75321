/**
 * AUROC with more than two classes, each class against all others, and its averages: macro (each
 * class alike), weighted by prevalence, and micro (all class scores pooled).
 * Convention: a class with fewer than two cases, or two others, is `undefined`; macro and weighted
 * average the defined classes and name those left out. Per class DeLong. The areas of the classes
 * share their cases, so the averages add up standard errors (valid for any correlation, never too
 * narrow); micro has no interval, as the scores of one case are not independent.
 * Source: F. Provost and P. Domingos, Machine Learning 52 (2003) 199–215 (weighted); T. Fawcett,
 * Pattern Recognition Letters 27 (2006) 861–874.
 * Twin: Python `sklearn.metrics.roc_auc_score(multi_class='ovr', average='macro'|'weighted'|'micro')`.
 */
import { type AurocEstimate, auroc } from './auroc.ts'
import { delongInterval, delongVariance } from './delong.ts'
import {
  type Estimate,
  type EstimateOptions,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { mannWhitney } from './mann-whitney.ts'
import { type LocatedCounts, exactCounts, locatedTotals } from './scored-counts.ts'

/** One class against the rest: positives are its cases, `counts.scores` its own scores. */
export type ClassScores = { category: string; counts: LocatedCounts }

/** `averaged` names the classes that entered the average. */
export type AverageAuroc = Estimate & { averaged: string[] }

export type MulticlassAuroc = {
  perClass: { category: string; auroc: AurocEstimate }[]
  macro: AverageAuroc
  weighted: AverageAuroc
  micro: AverageAuroc
}

/**
 * From raw scores: `scores[k][i]` is the score of class k for case i, `actual[i]` the class it has.
 * Throws RangeError for unequal lengths or naming the index of a class that was not declared.
 */
export function classScores(
  categories: readonly string[],
  scores: readonly ArrayLike<number>[],
  actual: readonly string[],
): ClassScores[] {
  if (scores.length !== categories.length) {
    throw new RangeError(`${categories.length} classes but scores of ${scores.length}`)
  }
  const unknown = actual.findIndex((category) => !categories.includes(category))
  if (unknown >= 0) {
    throw new RangeError(`"${actual[unknown]}" at index ${unknown} is none of the declared classes`)
  }
  return categories.map((category, k) => {
    const labels = actual.map((each) => (each === category ? 1 : 0))
    return { category, counts: exactCounts(scores[k]!, labels) }
  })
}

/** `minimum` applies to the smallest class. Throws RangeError unless all count the same cases. */
export function multiclassAuroc(
  classes: readonly ClassScores[],
  options: EstimateOptions = {},
): MulticlassAuroc {
  const n = casesOf(classes)
  const perClass = classes.map(({ category, counts }) => ({
    category,
    auroc: auroc(counts, options),
    variance: delongVariance(counts),
  }))
  return {
    perClass: perClass.map(({ category, auroc: estimate }) => ({ category, auroc: estimate })),
    macro: average('AUROC, one against the rest, macro', n, perClass, () => 1, options),
    weighted: average(
      'AUROC, one against the rest, weighted by prevalence',
      n,
      perClass,
      (estimate) => estimate.positives ?? 0,
      options,
    ),
    micro: micro(classes, n, options),
  }
}

function average(
  method: string,
  n: number,
  perClass: { category: string; auroc: AurocEstimate; variance: number | null }[],
  weightOf: (estimate: AurocEstimate) => number,
  options: EstimateOptions,
): AverageAuroc {
  const evidence = { method, n, positives: null, negatives: null }
  let [value, error, weights, smallest] = [0, 0, 0, Infinity]
  const averaged: string[] = []
  const notes: string[] = []
  for (const { category, auroc: estimate, variance } of perClass) {
    if (estimate.value === null || variance === null) {
      notes.push(`${category} is left out: ${estimate.reason}`)
      continue
    }
    const weight = weightOf(estimate)
    value += weight * estimate.value
    error += weight * Math.sqrt(variance)
    weights += weight
    smallest = Math.min(smallest, estimate.positives!, estimate.negatives!)
    averaged.push(category)
  }
  if (weights === 0) {
    return { ...undefinedEstimate(evidence, 'no class has two cases and two others'), averaged }
  }
  const found = delongInterval(value / weights, (error / weights) ** 2, options.level)
  const interval = found && { ...found, method: 'DeLong, standard errors added, logit scale' }
  if (interval === null) notes.push('degenerate: no interval can be estimated')
  const sample = { count: smallest, unit: 'in the smallest class', minimum: options.minimum }
  const note = notes.length === 0 ? null : notes.join('; ')
  const estimate = estimateWithMinimum(evidence, value / weights, interval, sample, note)
  return { ...estimate, averaged }
}

function micro(classes: readonly ClassScores[], n: number, options: EstimateOptions): AverageAuroc {
  const method = 'AUROC, all class scores pooled, micro'
  const evidence = { method, n, positives: null, negatives: null }
  const averaged = classes.map(({ category }) => category)
  const { area } = mannWhitney(pooled(classes))
  if (area === null) return { ...undefinedEstimate(evidence, 'no cases'), averaged: [] }
  const note = 'no interval: the scores of one case are not independent'
  const sample = { count: n, unit: 'cases', minimum: options.minimum }
  return { ...estimateWithMinimum(evidence, area, null, sample, note), averaged }
}

/** One group per distinct score over all classes. */
function pooled(classes: readonly ClassScores[]): LocatedCounts {
  const groups = new Map<number, { positive: number; negative: number }>()
  for (const { counts } of classes) {
    for (let i = 0; i < counts.scores.length; i++) {
      const group = groups.get(counts.scores[i]!) ?? { positive: 0, negative: 0 }
      group.positive += counts.positives[i]!
      group.negative += counts.negatives[i]!
      groups.set(counts.scores[i]!, group)
    }
  }
  const scores = Float64Array.from(groups.keys()).sort()
  const ordered = Array.from(scores, (score) => groups.get(score)!)
  return {
    scores,
    positives: ordered.map((group) => group.positive),
    negatives: ordered.map((group) => group.negative),
  }
}

function casesOf(classes: readonly ClassScores[]): number {
  if (classes.length < 2) throw new RangeError(`${classes.length} classes: two are needed`)
  const totals = classes.map(({ counts }) => locatedTotals(counts))
  const n = totals[0]!.positives + totals[0]!.negatives
  const cases = totals.reduce((total, { positives }) => total + positives, 0)
  if (cases !== n || totals.some(({ positives, negatives }) => positives + negatives !== n)) {
    throw new RangeError('every case must be a positive of exactly one class')
  }
  return n
}
