import { z } from 'zod'
import {
  type ValidationMetricName,
  metricTitle,
  needsThreshold,
  validationMetricNames,
} from './validation-metric.ts'

/** Which row stands for an encounter that was scored more than once; `none`: every row counts. */
export const validationAggregations = ['none', 'max', 'first', 'last', 'last-before-event'] as const

const share = z.number().gt(0).lt(1)
const rate = (width: string) =>
  z.strictObject({ expected: share, halfWidth: share.describe(width) })
const column = z.string().trim().min(1).max(200)
const threshold = z.number().min(0).max(1)

/** How precise the results have to be; the sample size is computed from it. */
export const requiredPrecision = z
  .strictObject({
    prevalence: share.describe('expected share of people with the outcome'),
    level: z.number().min(0.5).lt(1).default(0.95).describe('of the intervals'),
    auroc: z
      .strictObject({
        expected: z.number().gt(0.5).lt(1),
        width: z.number().gt(0.001).lt(1).describe('of the whole interval'),
      })
      .optional(),
    sensitivity: rate('half the width of the interval').optional(),
    specificity: rate('half the width of the interval').optional(),
    observedExpectedRatio: z
      .strictObject({ width: z.number().gt(0.001).max(10).describe('of the whole interval') })
      .optional(),
    calibrationSlope: z
      .strictObject({
        width: z.number().gt(0.001).max(10).describe('of the whole interval'),
        linearPredictor: z
          .strictObject({
            mean: z.number().min(-20).max(20),
            standardDeviation: z.number().gt(0.01).max(20),
          })
          .describe('of the log odds that the model is expected to give'),
      })
      .optional(),
  })
  .refine(
    (asked) =>
      [
        asked.auroc,
        asked.sensitivity,
        asked.specificity,
        asked.observedExpectedRatio,
        asked.calibrationSlope,
      ].some((each) => each !== undefined),
    'name at least one interval that has to be precise',
  )
  .meta({ id: 'RequiredPrecision' })

const metric = z.enum(validationMetricNames)

export const acceptanceCriterion = z
  .strictObject({
    metric,
    threshold: threshold.nullable().default(null).describe('where the metric needs one'),
    segment: z
      .strictObject({ attribute: column, value: z.string().min(1).max(200) })
      .nullable()
      .default(null)
      .describe('null: everyone'),
    bound: z
      .enum(['value', 'lower', 'upper'])
      .describe('what is held against the limit: the value, or an end of its 95 % interval'),
    operator: z.enum(['at-least', 'at-most']),
    limit: z.number(),
  })
  .meta({ id: 'AcceptanceCriterion' })

const unique = (values: readonly unknown[]) => new Set(values).size === values.length

/** What will be measured, on whom, and what has to come out: written before any data is seen. */
export const validationProtocolContent = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    intendedPopulation: z.string().trim().min(1).max(4000),
    primaryMetric: z.strictObject({ metric, threshold: threshold.nullable().default(null) }),
    acceptanceCriteria: z.array(acceptanceCriterion).min(1).max(40),
    subgroups: z.array(column).max(12).refine(unique, 'an attribute is listed twice').default([]),
    thresholds: z
      .array(threshold)
      .min(1)
      .max(20)
      .refine(unique, 'a threshold is listed twice')
      .transform((values) => values.toSorted((a, b) => a - b)),
    unit: z.strictObject({ aggregation: z.enum(validationAggregations).default('none') }),
    requiredPrecision: requiredPrecision.nullable().default(null),
  })
  .superRefine((content, issues) => {
    const { primaryMetric, acceptanceCriteria, thresholds, subgroups } = content
    const refuse = (path: (string | number)[], message: string) =>
      issues.addIssue({ code: 'custom', path, message })
    const check = (path: (string | number)[], asked: MetricAt) => {
      const message = thresholdProblem(asked, thresholds)
      if (message !== null) refuse([...path, 'threshold'], message)
    }
    check(['primaryMetric'], primaryMetric)
    acceptanceCriteria.forEach((criterion, index) => {
      check(['acceptanceCriteria', index], criterion)
      const attribute = criterion.segment?.attribute
      if (attribute !== undefined && !subgroups.includes(attribute)) {
        const path = ['acceptanceCriteria', index, 'segment', 'attribute']
        refuse(path, `${attribute} is not among the subgroups`)
      }
    })
    const decides = acceptanceCriteria.some(
      (criterion) =>
        criterion.segment === null &&
        criterion.metric === primaryMetric.metric &&
        criterion.threshold === primaryMetric.threshold,
    )
    if (!decides) {
      refuse(['acceptanceCriteria'], 'no criterion says what the primary metric has to reach')
    }
  })
  .meta({ id: 'ValidationProtocolContent' })

export type ValidationProtocolContent = z.infer<typeof validationProtocolContent>
export type AcceptanceCriterion = z.infer<typeof acceptanceCriterion>

type MetricAt = { metric: ValidationMetricName; threshold: number | null }

function thresholdProblem({ metric: name, threshold: at }: MetricAt, listed: readonly number[]) {
  const title = metricTitle(name)
  if (!needsThreshold(name)) return at === null ? null : `${title} has no threshold`
  if (at === null) return `${title} needs a threshold`
  return listed.includes(at) ? null : `${at} is not among the thresholds`
}
