import { z } from 'zod'
import { plainEstimate, versionSpan } from './schemas.ts'

const bounded = z
  .object({ value: z.number(), lower: z.number().nullable(), upper: z.number().nullable() })
  .meta({ id: 'BoundedValue' })

const thresholdPoint = z.object({
  threshold: z.number(),
  tp: z.number().int(),
  fp: z.number().int(),
  tn: z.number().int(),
  fn: z.number().int(),
  sensitivity: bounded.nullable(),
  specificity: bounded.nullable(),
  positivePredictiveValue: bounded.nullable(),
  negativePredictiveValue: bounded.nullable(),
  flagRate: bounded.nullable(),
  numberNeededToEvaluate: bounded.nullable(),
})

const interval = z.object({
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  level: z.number(),
  method: z.string(),
})

const profileCurves = z
  .object({
    n: z.number().int(),
    positives: z.number().int(),
    negatives: z.number().int(),
    auroc: plainEstimate,
    averagePrecision: plainEstimate,
    observedExpected: plainEstimate,
    roc: z.array(
      z.object({
        threshold: z.number().nullable(),
        falsePositiveRate: z.number(),
        sensitivity: z.number(),
      }),
    ),
    precisionRecall: z.array(
      z.object({
        threshold: z.number(),
        sensitivity: z.number(),
        positivePredictiveValue: z.number(),
      }),
    ),
    thresholds: z.array(thresholdPoint),
    operating: thresholdPoint.nullable().describe('at the operating threshold'),
    calibration: z
      .array(
        z.object({
          lowest: z.number(),
          highest: z.number(),
          predicted: z.number(),
          observed: plainEstimate,
          gap: z.number(),
          gapInterval: interval.nullable(),
        }),
      )
      .describe('bands of about equally many predictions; empty where scores are no risks'),
    decision: z
      .array(
        z.object({
          threshold: z.number(),
          netBenefit: bounded,
          treatAll: z.number(),
          gain: bounded.nullable().describe('over the better of acting on all and on none'),
        }),
      )
      .describe('net benefit in true positives per prediction; acting on none is worth 0'),
    scores: z
      .array(
        z.object({
          from: z.number(),
          to: z.number(),
          positives: z.number().int(),
          negatives: z.number().int(),
        }),
      )
      .describe('predictions by score and outcome; the cells differ in width'),
    hidden: z.string().nullable().describe('why nothing is shown; null where something is'),
  })
  .meta({ id: 'ProfileCurves' })

export const curves = z
  .object({
    version: z.object({ id: z.uuid(), label: z.string() }),
    threshold: z.number().describe('the operating threshold of the version'),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable().describe('the last day whose outcomes have matured'),
    labelPolicy: z.string(),
    live: profileCurves,
    baseline: profileCurves,
    sentences: z
      .object({
        roc: z.string(),
        precisionRecall: z.string(),
        thresholds: z.string(),
        calibration: z.string(),
        decision: z.string(),
        scores: z.string(),
      })
      .describe('what each curve says, for a clinician'),
    dataCutoff: z.iso.datetime(),
  })
  .meta({ id: 'Curves' })

export const curvesQuery = z.object({
  ...versionSpan,
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(3660)
    .optional()
    .describe('only so many of the newest days whose outcomes have matured'),
})
