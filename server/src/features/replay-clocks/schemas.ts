import { z } from 'zod'

export const replayClockRequest = z
  .strictObject({ now: z.iso.datetime({ offset: true }) })
  .meta({ id: 'ReplayClockRequest' })

export const replayClock = z
  .object({
    now: z.iso.datetime(),
    judged: z.number().int().describe('monitors judged'),
    alarms: z.number().int().describe('new alarms'),
    action: z.enum(['none', 'rollback', 'suspend', 'propose', 'page']),
    targetVersionId: z.uuid().nullable(),
    incidentId: z.uuid().nullable(),
  })
  .meta({ id: 'ReplayClock' })
