import { ProblemError } from '@primum/client'
import type { Schemas } from '@primum/client'
import type { ValidationMetricName } from '@primum/core/validation/validation-metric'
import { needsThreshold } from '@primum/core/validation/validation-metric'
import { t } from '../../lib/messages/messages.ts'
import type { PrecisionValues } from './precision-values.ts'
import { emptyPrecision, precisionFrom, requiredFrom } from './precision-values.ts'

export type Protocol = Schemas['ValidationProtocol']
export type ProtocolContent = Schemas['ValidationProtocolContentInput']

export type CriterionValues = {
  metric: ValidationMetricName
  threshold: number | null
  attribute: string
  value: string
  bound: 'value' | 'lower' | 'upper'
  operator: 'at-least' | 'at-most'
  limit: number | null
}

/** A protocol as it is being written: numbers may still be missing. */
export type ProtocolValues = {
  title: string
  intendedPopulation: string
  primaryMetric: ValidationMetricName
  primaryThreshold: number | null
  acceptanceCriteria: CriterionValues[]
  subgroups: string[]
  thresholds: string[]
  aggregation: Protocol['unit']['aggregation']
  precision: PrecisionValues
}

/** Which row stands for an encounter that was scored more than once. */
export const aggregations: Protocol['unit']['aggregation'][] = [
  'none',
  'max',
  'first',
  'last',
  'last-before-event',
]

/** Lower is better for these; the others have to be reached. */
const downwards: ValidationMetricName[] = [
  'brier-score',
  'expected-calibration-error',
  'flag-rate',
  'number-needed-to-evaluate',
]

export function newCriterion(
  metric: ValidationMetricName,
  threshold: number | null,
): CriterionValues {
  const down = downwards.includes(metric)
  return {
    metric,
    threshold: needsThreshold(metric) ? threshold : null,
    attribute: '',
    value: '',
    // The cautious end of the interval, so that a small sample cannot pass by luck.
    bound: down ? 'upper' : 'lower',
    operator: down ? 'at-most' : 'at-least',
    limit: null,
  }
}

/** What Primum knows already stands in the form. */
export function startValues(known: {
  intendedUse: string
  thresholds: number[]
  groups: string[]
}): ProtocolValues {
  const threshold = known.thresholds[0] ?? null
  const primary: ValidationMetricName = 'auroc'
  return {
    title: '',
    intendedPopulation: known.intendedUse,
    primaryMetric: primary,
    primaryThreshold: null,
    acceptanceCriteria: [newCriterion(primary, threshold)],
    subgroups: known.groups,
    thresholds: known.thresholds.map(String),
    aggregation: 'none',
    precision: emptyPrecision,
  }
}

export function valuesOf(protocol: Protocol): ProtocolValues {
  return {
    title: protocol.title,
    intendedPopulation: protocol.intendedPopulation,
    primaryMetric: protocol.primaryMetric.metric,
    primaryThreshold: protocol.primaryMetric.threshold,
    acceptanceCriteria: protocol.acceptanceCriteria.map(({ segment, ...criterion }) => ({
      ...criterion,
      attribute: segment?.attribute ?? '',
      value: segment?.value ?? '',
    })),
    subgroups: protocol.subgroups,
    thresholds: protocol.thresholds.map(String),
    aggregation: protocol.unit.aggregation,
    precision: precisionFrom(protocol.requiredPrecision),
  }
}

/** What is sent. Throws a ProblemError, in the shape of the server's, where a limit is missing. */
export function contentOf(values: ProtocolValues): ProtocolContent {
  const { primaryMetric, primaryThreshold, acceptanceCriteria, aggregation } = values
  const errors = acceptanceCriteria.flatMap(({ limit }, index) =>
    limit === null
      ? [{ path: `acceptanceCriteria.${index}.limit`, message: t('protocol.limitMissing') }]
      : [],
  )
  if (errors.length > 0) {
    const title = t('protocol.limitsMissing')
    throw new ProblemError({ code: 'invalid', title, detail: t('protocol.limitMissing'), errors })
  }
  return {
    title: values.title,
    intendedPopulation: values.intendedPopulation,
    primaryMetric: {
      metric: primaryMetric,
      threshold: needsThreshold(primaryMetric) ? primaryThreshold : null,
    },
    acceptanceCriteria: acceptanceCriteria.map(({ attribute, value, ...criterion }) => ({
      ...criterion,
      threshold: needsThreshold(criterion.metric) ? criterion.threshold : null,
      segment: attribute === '' ? null : { attribute, value },
      limit: criterion.limit ?? Number.NaN,
    })),
    subgroups: values.subgroups,
    thresholds: thresholdsOf(values),
    unit: { aggregation },
    requiredPrecision: requiredFrom(values.precision) as ProtocolContent['requiredPrecision'],
  }
}

/** The thresholds as numbers, in order; what is no number is left out. */
export function thresholdsOf({ thresholds }: Pick<ProtocolValues, 'thresholds'>): number[] {
  const numbers = thresholds.map((text) => Number(text.replace(',', '.')))
  return [...new Set(numbers.filter(Number.isFinite))].toSorted((a, b) => a - b)
}
