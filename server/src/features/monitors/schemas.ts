import { z } from 'zod'
import { metricNames } from '@primum/core/monitoring/metric-kind'
import { monitorActions } from '@primum/core/monitoring/monitor-record'
import { monitorSchema, segmentSchema } from '@primum/core/monitoring/monitor'
import { estimateFields, estimateStates } from '../../monitoring/estimate-fields.ts'

export const estimate = z
  .object({
    ...estimateFields,
    baselineValue: z.number().nullable(),
    detail: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'MetricEstimate' })

export const verdict = z
  .object({
    state: z.enum([...estimateStates, 'no-baseline']),
    level: z.enum(['none', 'warning', 'critical']),
    confirmed: z.boolean(),
    reason: z.string(),
    estimate,
    hidden: z
      .boolean()
      .optional()
      .describe('true: the numbers rest on few people, or would reveal such, and are not shown'),
    window: z.object({ from: z.iso.date(), to: z.iso.date() }),
    evidence: z
      .object({
        days: z.number().int(),
        logValue: z.number(),
        logAlarm: z.number(),
      })
      .nullable()
      .describe('the sequential detector: alarm where logValue reaches logAlarm'),
    inconclusiveSince: z.iso.datetime().nullable(),
    versionId: z.uuid(),
    dataCutoff: z.iso.datetime().describe('the system time up to which data was judged'),
  })
  .meta({ id: 'MonitorVerdict' })

export const monitor = z
  .object({
    id: z.uuid(),
    aiSystemId: z.uuid(),
    key: z.string(),
    metric: z.enum(metricNames),
    feature: z.string().optional(),
    threshold: z.number().optional(),
    segment: segmentSchema,
    windowDays: z.number(),
    margin: z.number(),
    deltas: z.array(z.number()),
    minimumSample: z.number(),
    severity: z.enum(['warning', 'critical']),
    averageRunLengthDays: z.number(),
    limitHours: z.number().optional(),
    limit: z
      .number()
      .optional()
      .describe('what is accepted: p95 in ms, a rating, a kappa, else a share'),
    badSide: z.enum(['above', 'below']).optional(),
    action: z.enum(monitorActions).describe('the most that may follow an alarm'),
    labelPolicy: z.enum(['absence-is-negative', 'exclude-unlabelled']).optional(),
    outcomeHorizonDays: z.number().optional(),
    enabled: z.boolean(),
    explanation: z.string(),
    verdict: verdict.nullable().describe('of the version that is stable now'),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Monitor' })

export const monitorList = z.object({ items: z.array(monitor) }).meta({ id: 'MonitorList' })

export const monitorRequest = monitorSchema.meta({ id: 'MonitorRequest' })

export const defaultMonitorsRequest = z
  .strictObject({ versionId: z.uuid() })
  .meta({ id: 'DefaultMonitorsRequest' })
