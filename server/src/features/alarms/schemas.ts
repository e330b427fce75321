import { z } from 'zod'
import { verdict } from '../monitors/schemas.ts'

export const alarm = z
  .object({
    id: z.uuid(),
    aiSystemId: z.uuid(),
    monitor: z.object({ id: z.uuid(), key: z.string() }),
    version: z.object({ id: z.uuid(), label: z.string() }),
    level: z.enum(['warning', 'critical', 'inconclusive']),
    day: z.iso.date(),
    verdict,
    action: z.string(),
    incidentId: z.uuid().nullable(),
    raisedAt: z.iso.datetime(),
    acknowledgedAt: z.iso.datetime().nullable(),
    acknowledgedBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'Alarm' })

export const alarmList = z.object({ items: z.array(alarm) }).meta({ id: 'AlarmList' })
