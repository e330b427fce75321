import { z } from 'zod'
import { estimateFields } from '../../monitoring/estimate-fields.ts'

/** The shapes are those of `EvaluationReport` in core/src/evaluation/evaluation-report.ts. */
const estimate = z.looseObject({
  ...estimateFields,
})

const result = estimate
  .extend({ baseline: z.string().nullable(), dataCutoff: z.string().nullable() })
  .meta({ id: 'EvaluationResult' })

const segment = z.object({ attribute: z.string(), value: z.string() })
const part = z.looseObject({})

const segmentFields = {
  segment: segment.describe("attribute '' for everyone"),
  n: z.number().int().describe('predictions with a score; 0 where hidden'),
  unlabelled: z.number().int(),
  positives: z.number().int(),
  negatives: z.number().int(),
  metrics: z.record(z.string(), result).describe('by name: auroc, brier-score, …'),
  atThresholds: z.array(
    z.object({
      threshold: z.number(),
      counts: z.object({ tp: z.number(), fp: z.number(), tn: z.number(), fn: z.number() }),
      metrics: z.record(z.string(), result).describe('by name: sensitivity, specificity, …'),
    }),
  ),
}
const segmentReport = z.object(segmentFields).meta({ id: 'EvaluationSegment' })

export const evaluationReport = z
  .object({
    format: z.literal('primum-evaluation/1'),
    dataset: z.object({
      name: z.string(),
      rows: z.number(),
      unscored: z.number(),
      unlabelled: z.number(),
      positives: z.number(),
      negatives: z.number(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      exact: z.boolean(),
    }),
    unit: z.object({ of: z.enum(['prediction', 'encounter']), aggregation: z.string() }),
    clusters: z.number().nullable(),
    thresholds: z.array(z.number()),
    overall: z.object({
      ...segmentFields,
      curves: z.object({
        roc: part,
        precisionRecall: part,
        thresholds: part,
        calibration: z.array(part),
        decision: part.nullable(),
        scores: part,
      }),
      recalibration: part.nullable(),
    }),
    estimated: part
      .nullish()
      .describe('guessed from the scores and the baseline, not measured; null where not needed'),
    groups: z.array(segmentReport),
    fairness: z.object({ attributes: z.array(part), intersections: z.array(part) }),
    leadTime: result.nullable(),
    drift: z
      .object({
        baseline: z.string(),
        score: part,
        features: z.array(part),
        ranking: z.array(part),
        multivariate: part.nullish().describe('null unless it was asked for'),
      })
      .nullable(),
    notes: z.array(z.string()),
    suppressedBelow: z.number().nullable().describe('counts from 1 to below this are hidden'),
  })
  .meta({ id: 'EvaluationReport' })
