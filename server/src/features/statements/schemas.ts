import { coverageStates } from '@primum/core/frameworks/coverage'
import { z } from 'zod'
import { signRequest } from '../sign-offs/schemas.ts'

const member = z.object({ id: z.uuid(), name: z.string() })

export const statementSummary = z
  .object({
    id: z.uuid(),
    framework: z.string(),
    number: z.number().int(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    signedAt: z.iso.datetime().nullable(),
    digest: z.string().nullable().describe('SHA-256 of what was signed'),
  })
  .meta({ id: 'StatementSummary' })

export const statementList = z
  .object({ items: z.array(statementSummary) })
  .meta({ id: 'StatementList' })

export const statementLine = z
  .object({
    requirementId: z.string(),
    title: z.string(),
    area: z.string().nullable().describe('the heading that the control stands under'),
    applicable: z.boolean().nullable().describe('null: nobody has decided yet'),
    justification: z.string(),
    owner: member.nullable(),
    revision: z.number().int().describe('0 where nobody has decided yet'),
    carriedFrom: z
      .number()
      .int()
      .nullable()
      .describe('the number of the statement that said it, where nobody has decided anew'),
    decidedBy: z.string().nullable(),
    decidedAt: z.iso.datetime().nullable(),
    state: z.enum(coverageStates).describe('computed from controls, their evidence and tests'),
    reason: z.string(),
    controls: z.array(z.object({ id: z.string(), reference: z.string(), title: z.string() })),
  })
  .meta({ id: 'StatementLine' })

export const statement = z
  .object({
    ...statementSummary.shape,
    lines: z.array(statementLine),
    counts: z.object({
      applicable: z.number().int(),
      excluded: z.number().int(),
      undecided: z.number().int(),
      implemented: z.number().int(),
    }),
    problems: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .describe('what stands against signing it'),
  })
  .meta({ id: 'Statement' })

export const openStatementRequest = z
  .strictObject({ framework: z.string().max(40).default('ISO42001') })
  .meta({ id: 'OpenStatementRequest' })

export const decideItemRequest = z
  .strictObject({
    applicable: z.boolean(),
    justification: z.string().trim().min(1).max(2000),
    ownerId: z.uuid().nullable().default(null),
  })
  .meta({ id: 'DecideStatementItemRequest' })

export const signStatementRequest = signRequest

export const itemParams = z.object({ id: z.uuid(), requirementId: z.string().max(120) })

export const statementCsv = z.string().meta({ id: 'StatementCsv' })
