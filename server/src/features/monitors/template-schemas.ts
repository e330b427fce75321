import { z } from 'zod'
import { metricNames } from '@primum/core/monitoring/metric-kind'
import { monitorActions } from '@primum/core/monitoring/monitor-record'

export const monitorTemplateList = z
  .object({
    contentVersion: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        about: z.string(),
        archetypes: z.array(z.string()).describe('AI systems that it suits'),
        monitors: z.array(
          z.object({
            metric: z.enum(metricNames),
            who: z.enum(['everyone', 'subgroups', 'sites']),
            severity: z.enum(['warning', 'critical']),
            action: z.enum(monitorActions),
            explanation: z.string().describe('what is watched, and why'),
            harm: z.string().describe('which harm it prevents'),
            averageRunLengthDays: z
              .number()
              .nullable()
              .describe('days between false alarms of all detectors together; null without one'),
            expectedDelay: z.string(),
            needs: z
              .array(z.enum(['predictions', 'outcomes', 'operations', 'feedback', 'reviews']))
              .describe('what has to be sent'),
            needsBaseline: z.boolean().describe('left out for a version that has none'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'MonitorTemplateList' })

export const templateMonitorsRequest = z
  .strictObject({ template: z.string().min(1).max(100), versionId: z.uuid() })
  .meta({ id: 'TemplateMonitorsRequest' })
