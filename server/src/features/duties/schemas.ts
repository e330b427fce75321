import { z } from 'zod'
import { dutyChoices, dutyStates, dutyStatuses } from '@primum/core/duties/duty'
import { pagingQuery } from '../../http/paging.ts'
import { storedText } from '../baselines/schemas.ts'
import { calendarDay } from '../evidence/schemas.ts'
import { obligation } from '../obligations/schemas.ts'

const stamp = z.object({ kind: z.string(), id: z.string(), name: z.string() })

export const dutySummary = z
  .object({
    id: z.uuid(),
    aiSystem: z.object({ id: z.uuid(), reference: z.string(), name: z.string() }),
    requirement: z.object({ id: z.string(), title: z.string() }),
    framework: z.object({ id: z.string(), title: z.string() }),
    rule: z.string(),
    state: z.enum(dutyStates).describe('what the law says of it; ended: it no longer asks for it'),
    status: z.enum(dutyStatuses).describe('what became of it; computed, never stored'),
    reason: z.string().describe('why it has this status'),
    prohibits: z.boolean(),
    effective: z.iso.date().nullable().describe('the first day; null: no source gave it'),
    everyMonths: z.number().int().nullable(),
    arisenAt: z.iso.datetime(),
    stateSince: z.iso.datetime(),
    dueOn: z.iso
      .date()
      .nullable()
      .describe('by when evidence is due, or has to be renewed; null where none is'),
    overdue: z.boolean(),
    due: z
      .object({ on: z.iso.date(), agreed: z.boolean().describe('whether a person said the day') })
      .describe('the day of the duty itself, whatever its evidence'),
    owner: z
      .object({
        of: z
          .enum(['duty', 'ai-system'])
          .describe('given this duty, or named as model owner by the record of the AI system'),
        name: z.string(),
        member: z
          .object({ id: z.uuid(), userId: z.string() })
          .nullable()
          .describe('null where the record names somebody who is no member'),
      })
      .nullable(),
    note: z.string(),
    setAside: z.object({ reason: z.string(), by: stamp, at: z.iso.datetime() }).nullable(),
    lookAgain: z
      .object({ because: z.array(z.string()), at: z.iso.datetime() })
      .nullable()
      .describe('why somebody has to look whether what was done still holds'),
    revision: z.number().int(),
  })
  .meta({ id: 'DutySummary' })

const dutyEvidence = z.object({
  id: z.uuid().describe('of the piece of evidence'),
  linkId: z.uuid(),
  title: z.string(),
  kind: z.string(),
  ofOrganization: z.boolean().describe('it counts for every AI system'),
  counts: z.boolean(),
  reason: z.string().describe('why it counts, or no longer does'),
  until: z.iso.date().nullable().describe('where it counts, the day by which it is to be renewed'),
  note: z.string().nullable(),
  linkedAt: z.iso.datetime(),
})

export const duty = dutySummary
  .extend({
    obligation: obligation.nullable().describe('as it is derived now; null: it no longer is'),
    evidence: z.array(dutyEvidence).describe('the newest 100, what counts first'),
  })
  .meta({ id: 'Duty' })

const deriving = z
  .number()
  .int()
  .describe('AI systems whose law is still being derived: until 0 this is a part of the whole')

export const dutyPage = z
  .object({ items: z.array(dutySummary), nextCursor: z.string().nullable(), deriving })
  .meta({ id: 'DutyPage' })

export const dutyQuery = z.object({
  ...pagingQuery,
  status: z
    .enum(dutyChoices)
    .optional()
    .describe(
      'waiting: open, lapsed or look-again; ' +
        'without it and state: all that are not exempt, ended or undecided',
    ),
  state: z.enum(dutyStates).optional(),
  framework: z.string().max(40).optional(),
  requirement: z.string().max(120).optional(),
  aiSystemId: z.uuid().optional(),
  ownerId: z.uuid().optional().describe('given to this member'),
  mine: z
    .stringbool()
    .optional()
    .describe("true: given to the asker, or to nobody and of an AI system that is the asker's"),
  unowned: z
    .stringbool()
    .optional()
    .describe('true: given to nobody, and the AI system names no member as its owner'),
  overdue: z.stringbool().optional(),
  q: z.string().trim().max(200).optional().describe('words of requirement, AI system and note'),
})

const counts = z.object(
  Object.fromEntries(dutyStatuses.map((status) => [status, z.number().int()])) as Record<
    (typeof dutyStatuses)[number],
    z.ZodNumber
  >,
)

export const dutyOverview = z
  .object({
    today: z.iso.date(),
    deriving,
    items: z
      .array(
        z.object({
          requirement: z.object({ id: z.string(), title: z.string() }),
          framework: z.object({ id: z.string(), title: z.string() }),
          prohibits: z.boolean(),
          everyMonths: z.number().int().nullable(),
          systems: counts.describe('how many AI systems have it in each status'),
          nextDueOn: z.iso.date().nullable().describe('of those that are not overdue'),
          overdue: z.number().int(),
          unowned: z.number().int().describe('waiting, and nobody sees to it'),
        }),
      )
      .describe('requirement by requirement, in the order of their frameworks'),
    notice: z.string(),
  })
  .meta({ id: 'DutyOverview' })

const note = z.union([z.literal(''), storedText])

export const changeDutyRequest = z
  .strictObject({
    ownerId: z.uuid().nullable().optional().describe('of a member; null: nobody'),
    dueOn: calendarDay.nullable().optional().describe('null: the day that the law gives'),
    note: note.optional(),
  })
  .meta({ id: 'ChangeDutyRequest' })

export const assignDutiesRequest = z
  .strictObject({
    ids: z.array(z.uuid()).min(1).max(200).describe('all of them, or none'),
    ownerId: z.uuid().nullable().optional(),
    dueOn: calendarDay.nullable().optional().describe('null: the day that the law gives each'),
  })
  .refine(({ ownerId, dueOn }) => ownerId !== undefined || dueOn !== undefined, {
    message: 'an owner or a day',
    path: ['ownerId'],
  })
  .meta({ id: 'AssignDutiesRequest' })

export const assignedDuties = z
  .object({ items: z.array(dutySummary) })
  .meta({ id: 'AssignedDuties' })

export const dutyReasonRequest = z
  .strictObject({ reason: storedText })
  .meta({ id: 'DutyReasonRequest' })
