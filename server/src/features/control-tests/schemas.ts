import { z } from 'zod'
import { controlTestKinds, controlTestResults } from '@primum/core/controls/control-test'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { storedLine, storedText } from '../baselines/schemas.ts'

const stamp = z.object({ kind: z.string(), id: z.string(), name: z.string() })

const counts = z.object({
  ok: z.number().int(),
  notOk: z.number().int(),
  undecided: z.number().int(),
})

export const controlTestRunSummary = z
  .object({
    id: z.uuid(),
    testId: z.uuid(),
    ranAt: z.iso.datetime(),
    ranBy: stamp,
    result: z.enum(controlTestResults),
    counts: counts.describe('of everything that was looked at'),
    note: z.string().nullable(),
    findingId: z.uuid().nullable().describe('what was opened, or was open already'),
    ofDefinition: z.number().int().describe('which definition of the test was run'),
  })
  .meta({ id: 'ControlTestRunSummary' })

export const controlTestRun = controlTestRunSummary
  .extend({
    procedure: z.string().describe('as it was then'),
    query: z.string().nullable(),
    parameters: z.record(z.string(), z.unknown()).nullable(),
    sample: z
      .array(
        z.object({
          subject: z.object({ type: z.string(), id: z.string().nullable(), label: z.string() }),
          ok: z.boolean().nullable().describe('null where it could not be said'),
          reason: z.string(),
        }),
      )
      .describe('what was looked at, at most 200, with what speaks against it first'),
  })
  .meta({ id: 'ControlTestRun' })

export const controlTestRunPage = pageOf(controlTestRun, 'ControlTestRunPage')

export const controlTestRunQuery = z.object({ ...pagingQuery })

export const controlTest = z
  .object({
    id: z.uuid(),
    controlId: z.uuid(),
    title: z.string(),
    kind: z.enum(controlTestKinds),
    procedure: z.string(),
    everyMonths: z.number().int().nullable().describe('null where it has no rhythm'),
    query: z.string().nullable(),
    parameters: z.record(z.string(), z.unknown()).nullable(),
    definition: z.number().int().describe('counts up when what is tested changes'),
    lastRun: controlTestRunSummary
      .nullable()
      .describe('of this definition; what ran before says nothing of the test as it is'),
    dueOn: z.iso.date().nullable().describe('the day from which it is due again'),
    retiredAt: z.iso.datetime().nullable(),
    retirementReason: z.string().nullable(),
    createdBy: stamp,
    createdAt: z.iso.datetime(),
    revision: z.number().int(),
  })
  .meta({ id: 'ControlTest' })

export const controlQueryList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        about: z.string(),
        whenNothing: z
          .enum(['passed', 'not-decidable'])
          .describe('the result where there is nothing to look at'),
        parameters: z
          .record(z.string(), z.unknown())
          .describe('JSON Schema of the parameters, for a form'),
      }),
    ),
  })
  .meta({ id: 'ControlQueryList' })

const everyMonths = z.number().int().min(1).max(60).nullable()
const parameters = z.record(z.string().max(100), z.unknown())

export const addControlTestRequest = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('manual'),
      title: storedLine,
      procedure: storedText.describe('what is looked at, and when it passes'),
      everyMonths: everyMonths.default(null),
    }),
    z.strictObject({
      kind: z.literal('automatic'),
      title: storedLine,
      procedure: storedText.max(4000).optional().describe('of the query where absent'),
      everyMonths: everyMonths.default(null),
      query: z.string().max(100).describe('an id of GET /control-queries'),
      parameters: parameters.default({}),
    }),
  ])
  .meta({ id: 'AddControlTestRequest' })

export const changeControlTestRequest = z
  .strictObject({
    title: storedLine.optional(),
    procedure: storedText.optional(),
    everyMonths: everyMonths.optional(),
    parameters: parameters.optional().describe('of an automatic test'),
    retire: z
      .strictObject({ reason: storedText.max(2000) })
      .optional()
      .describe('for good: it no longer counts'),
  })
  .refine((request) => Object.keys(request).length > 0, 'nothing to change')
  .meta({ id: 'ChangeControlTestRequest' })

export const runControlTestRequest = z
  .strictObject({
    result: z.enum(controlTestResults).optional().describe('of a manual test'),
    sample: z
      .array(
        z.strictObject({
          label: storedLine.describe('no names, numbers or dates that identify a patient'),
          ok: z.boolean().nullable(),
          reason: storedLine,
        }),
      )
      .max(200)
      .default([])
      .describe('what was looked at in a manual test'),
    note: storedText.nullable().default(null),
  })
  .meta({ id: 'RunControlTestRequest' })
