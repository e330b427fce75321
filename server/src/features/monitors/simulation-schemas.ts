import { z } from 'zod'
import { metricNames } from '@primum/core/monitoring/metric-kind'

const number = z.coerce.number()

/** A monitor as query: what is not given has the default of its metric. */
export const simulationQuery = z.object({
  monitorId: z.uuid().optional().describe('start from the settings of this monitor'),
  metric: z.enum(metricNames).optional().describe('needed without monitorId'),
  feature: z.string().max(100).optional(),
  threshold: number.optional().describe('that of the version where absent'),
  attribute: z.string().max(100).default(''),
  value: z.string().max(200).default(''),
  windowDays: number.optional(),
  margin: number.optional(),
  deltas: z.string().max(200).optional().describe('numbers separated by commas'),
  minimumSample: number.optional(),
  severity: z.enum(['warning', 'critical']).optional(),
  averageRunLengthDays: number.optional(),
  limitHours: number.optional(),
  limit: number.optional(),
  badSide: z.enum(['above', 'below']).optional(),
  labelPolicy: z.enum(['absence-is-negative', 'exclude-unlabelled']).optional(),
  outcomeHorizonDays: number.optional(),
  versionId: z.uuid().optional().describe('the stable version where absent'),
  from: z.iso.date().optional().describe('the first day with predictions where absent'),
  to: z.iso.date().optional().describe('the last full day where absent'),
  changeAt: z.iso.date().optional().describe('the first day of a known change for the worse'),
})

export const simulation = z
  .object({
    key: z.string(),
    version: z.object({ id: z.uuid(), label: z.string() }),
    from: z.iso.date(),
    to: z.iso.date(),
    days: z.number().int(),
    firings: z.array(
      z.object({
        day: z.iso.date(),
        level: z.enum(['none', 'warning', 'critical']),
        confirmed: z.boolean(),
        reason: z.string(),
        resolvedDay: z.iso.date().nullable(),
      }),
    ),
    falseAlarmsPerYear: z.object({
      stated: z.number().nullable().describe('at most so many by the average run length'),
      counted: z.number().nullable().describe('in the stable days; null below 30 of them'),
      stableDays: z.number().int(),
    }),
    delayDays: z.number().int().nullable().describe('from changeAt to the first alarm after it'),
    sentence: z.string(),
  })
  .meta({ id: 'MonitorSimulation' })
