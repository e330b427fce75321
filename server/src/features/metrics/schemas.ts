import { z } from 'zod'
import { metricNames } from '@primum/core/monitoring/metric-kind'
import { estimate } from '../monitors/schemas.ts'

/** Which version, and which of its days. */
export const versionSpan = {
  versionId: z.uuid().optional().describe('the stable version where absent'),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
}

export const seriesQuery = z.object({
  ...versionSpan,
  metric: z.enum(metricNames),
  feature: z.string().max(100).optional(),
  attribute: z.string().max(100).default(''),
  value: z.string().max(200).default(''),
  windowDays: z.coerce.number().int().min(1).max(366).default(30),
})

export const metricSeries = z
  .object({
    metric: z.enum(metricNames),
    feature: z.string().nullable(),
    segment: z.object({ attribute: z.string(), value: z.string() }),
    version: z.object({ id: z.uuid(), label: z.string() }),
    threshold: z.number().nullable().describe('the operating threshold of the version'),
    baselineValue: z.number().nullable(),
    limit: z
      .number()
      .nullable()
      .describe("the accepted limit of the system's monitor, if it has one"),
    points: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), estimate })),
    annotations: z.array(
      z.object({
        at: z.iso.datetime(),
        kind: z.enum(['alias', 'alarm', 'incident']),
        title: z.string(),
        path: z.string(),
      }),
    ),
    sentence: z.string().describe('what the newest point says, for a clinician'),
    dataCutoff: z.iso.datetime(),
  })
  .meta({ id: 'MetricSeries' })

export const performanceQuery = z.object(versionSpan)

export const plainEstimate = estimate.omit({ baselineValue: true, detail: true })

const measures = z.object({
  n: z.number().int().describe('0 where 1 to 10, too few to be shown'),
  positives: z
    .number()
    .int()
    .nullable()
    .describe('null where 1 to 10 have the outcome, or have not'),
  auroc: plainEstimate,
  averagePrecision: plainEstimate,
  brier: plainEstimate,
  observedExpectedRatio: plainEstimate,
  sensitivity: plainEstimate,
  specificity: plainEstimate,
  positivePredictiveValue: plainEstimate,
  flagRate: plainEstimate,
})

export const performance = z
  .object({
    version: z.object({ id: z.uuid(), label: z.string() }),
    threshold: z.number(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable().describe('the last day whose outcomes have matured'),
    labelPolicy: z.string(),
    exact: z.literal(true).describe('computed from the rows, not from bins'),
    overall: measures,
    subgroups: z.array(
      z.object({ attribute: z.string(), value: z.string() }).extend(measures.shape),
    ),
    suppressed: z
      .array(z.object({ attribute: z.string(), value: z.string() }))
      .describe('subgroups with 1 to 10 people in a cell, or that would give one away: not shown'),
    dataCutoff: z.iso.datetime(),
  })
  .meta({ id: 'Performance' })

export const driftQuery = z.object(versionSpan)

export const drift = z
  .object({
    version: z.object({ id: z.uuid(), label: z.string() }),
    from: z.iso.date(),
    to: z.iso.date(),
    n: z.number().int().nullable().describe('null: 1 to 10, too few to be shown'),
    score: z.object({
      psi: z.number().nullable(),
      critical: z.number().nullable(),
      level: z.enum(['none', 'warning', 'critical']).nullable(),
      state: z.string(),
      reason: z.string().nullable(),
    }),
    features: z.array(
      z.object({
        feature: z.string(),
        psi: z.number().nullable(),
        critical: z.number().nullable(),
        level: z.enum(['none', 'warning', 'critical']).nullable(),
        missing: z.number().nullable(),
        missingAtBaseline: z.number().nullable(),
        n: z.number().int().nullable(),
      }),
    ),
    dataCutoff: z.iso.datetime(),
  })
  .meta({ id: 'Drift' })
