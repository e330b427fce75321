import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'

/** Worst first; `blind` is some monitor without a judgement, which is never read as well. */
const fleetLevels = ['critical', 'warning', 'blind', 'none', 'not-watched'] as const

const fleetWaiting = ['alarms', 'incidents', 'proposals', 'silence'] as const

export const fleetQuery = z.object({
  ...pagingQuery,
  search: z.string().max(200).optional(),
  level: z.enum(fleetLevels).optional(),
  waiting: z.enum(fleetWaiting).optional(),
  sort: z
    .enum(['urgency', '-urgency', 'name', '-name', 'silence', '-silence', 'alarms', '-alarms'])
    .default('urgency'),
})

const newestVerdict = z.object({
  severity: z.enum(['warning', 'critical']).describe('the most that these monitors can raise'),
  watched: z.number().int(),
  level: z.enum(['none', 'warning', 'critical']).describe('the worst of them'),
  blind: z.number().int().describe('monitors that have no judgement now'),
  reason: z.string().nullable().describe('what the worst of them says'),
  judgedAt: z.iso.datetime().nullable(),
})

export const fleetSystem = z
  .object({
    id: z.uuid(),
    name: z.string(),
    reference: z.string(),
    tier: z.number().int().nullable(),
    synthetic: z.boolean(),
    clock: z.enum(['live', 'replay']),
    suspendedAt: z.iso.datetime().nullable(),
    stableVersion: z.object({ id: z.uuid(), label: z.string() }).nullable(),
    level: z.enum(fleetLevels),
    verdicts: z.array(newestVerdict).describe('one for each severity, the critical one first'),
    lastPredictedAt: z.iso.datetime().nullable(),
    silenceHours: z.number().nullable().describe("since the last prediction, in the system's time"),
    silenceLimitHours: z.number().nullable().describe('of its heartbeat monitor'),
    openAlarms: z.number().int().describe('that nobody has acknowledged'),
    openIncidents: z.number().int(),
    openProposals: z.number().int().describe('rollbacks that wait for people'),
    proposalDueAt: z.iso.datetime().nullable().describe('when the first is carried out unanswered'),
    nextJudgingAt: z.iso
      .datetime()
      .nullable()
      .describe('null where nothing is judged by itself: a replay, or no stable version'),
  })
  .meta({ id: 'FleetSystem' })

export const fleetPage = pageOf(fleetSystem, 'FleetPage')
