/**
 * Rates of a classifier with more than two classes: accuracy, and sensitivity and positive
 * predictive value of each class, their plain average over classes (macro) and pooled (micro).
 * Convention: a class without cases (sensitivity) or never predicted (predictive value) is
 * `undefined`, not 0; macro averages the defined classes and names those it leaves out. Micro pools
 * counts of all classes; with one class per case it equals accuracy. Wilson intervals for rates;
 * macro: normal approximation from independent binomials given the totals, cut at 0 and 1.
 * Source: M. Sokolova and G. Lapalme, Information Processing & Management 45 (2009) 427–437.
 * Twin: Python `sklearn.metrics.precision_recall_fscore_support(labels=…, zero_division=nan)`,
 * `accuracy_score`.
 */
import { type CrossCounts, crossTotals } from './cross-counts.ts'
import {
  type Estimate,
  type EstimateOptions,
  type Interval,
  defaultLevel,
  estimateWithMinimum,
  undefinedEstimate,
} from './estimate.ts'
import { twoSidedZ } from './normal-distribution.ts'
import { proportion } from './proportion.ts'

/** An average over classes; `averaged` names those that entered it. */
export type MacroEstimate = Estimate & { averaged: string[] }

export type ClassRates<E> = { sensitivity: E; positivePredictiveValue: E }

export type MulticlassRates = {
  accuracy: Estimate
  perClass: ({ category: string } & ClassRates<Estimate>)[]
  macro: ClassRates<MacroEstimate>
  micro: ClassRates<Estimate>
}

/** Rows are actual classes. `minimum` applies to each denominator. Throws RangeError for no table. */
export function multiclassRates(
  table: CrossCounts,
  options: EstimateOptions = {},
): MulticlassRates {
  const { rows, columns, diagonal, n } = crossTotals(table)
  const rates = (totals: number[], method: string, unit: (category: string) => string) =>
    table.categories.map((category, i) => {
      const rate = { method, count: diagonal[i]!, total: totals[i]!, unit: unit(category) }
      return { category, estimate: proportion(rate, options) }
    })
  const sensitivities = rates(rows, 'sensitivity', (category) => `cases of ${category}`)
  const values = rates(
    columns,
    'positive predictive value',
    (category) => `predictions of ${category}`,
  )
  const correct = sum(diagonal)
  const pooled = (method: string, total: number, unit: string) =>
    proportion({ method, count: correct, total, unit }, options)
  return {
    accuracy: pooled('accuracy', n, 'predictions'),
    perClass: table.categories.map((category, i) => ({
      category,
      sensitivity: sensitivities[i]!.estimate,
      positivePredictiveValue: values[i]!.estimate,
    })),
    macro: {
      sensitivity: macro('sensitivity, macro', n, sensitivities, options),
      positivePredictiveValue: macro('positive predictive value, macro', n, values, options),
    },
    micro: {
      sensitivity: pooled('sensitivity, micro', sum(rows), 'cases'),
      positivePredictiveValue: pooled('positive predictive value, micro', sum(columns), 'cases'),
    },
  }
}

function macro(
  method: string,
  n: number,
  rates: { category: string; estimate: Estimate }[],
  options: EstimateOptions,
): MacroEstimate {
  const evidence = { method, n, positives: null, negatives: null }
  const defined = rates.flatMap(({ category, estimate: { value, n: size } }) =>
    value === null ? [] : [{ category, value, size }],
  )
  if (defined.length === 0) {
    return { ...undefinedEstimate(evidence, 'no class has a rate'), averaged: [] }
  }
  const value = sum(defined.map((each) => each.value)) / defined.length
  const variance = sum(defined.map((each) => (each.value * (1 - each.value)) / each.size))
  const interval = normalInterval(value, Math.sqrt(variance) / defined.length, options.level)
  const notes = rates.flatMap(({ category, estimate }) =>
    estimate.value === null ? [`${category} is left out: ${estimate.reason}`] : [],
  )
  if (interval === null) notes.push('no interval: every rate is 0 or 1')
  const count = Math.min(...defined.map((each) => each.size))
  const sample = { count, unit: 'in the smallest class', minimum: options.minimum }
  const note = notes.length === 0 ? null : notes.join('; ')
  const estimate = estimateWithMinimum(evidence, value, interval, sample, note)
  return { ...estimate, averaged: defined.map((each) => each.category) }
}

function normalInterval(
  value: number,
  error: number,
  level: number = defaultLevel,
): Interval | null {
  const margin = twoSidedZ(level) * error
  if (margin === 0) return null
  return {
    lower: Math.max(0, value - margin),
    upper: Math.min(1, value + margin),
    level,
    method: 'normal approximation, independent classes',
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
