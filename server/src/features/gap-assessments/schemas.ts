import { coverageStates } from '@primum/core/frameworks/coverage'
import { gapJudgements, gapStates } from '@primum/core/frameworks/gap'
import { findingSeverities, findingStatuses } from '@primum/core/findings/finding'
import { z } from 'zod'
import { storedText } from '../baselines/schemas.ts'

export const gapAssessmentSummary = z
  .object({
    id: z.uuid(),
    framework: z.object({ id: z.string(), title: z.string() }),
    number: z.number().int().describe('counts up within the framework'),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    closedAt: z.iso.datetime().nullable(),
    closedBy: z.string().nullable(),
    digest: z.string().nullable().describe('SHA-256 of what it showed when it was closed'),
  })
  .meta({ id: 'GapAssessmentSummary' })

export const gapAssessmentList = z
  .object({ items: z.array(gapAssessmentSummary) })
  .meta({ id: 'GapAssessmentList' })

const counts = z.record(z.enum(gapStates), z.number().int())

export const gapLine = z
  .object({
    requirementId: z.string(),
    title: z.string(),
    area: z.string().nullable().describe('the id of the heading that the requirement stands under'),
    gap: z.enum(gapStates).describe('of what is computed and what was found'),
    reason: z.string(),
    coverage: z.object({ state: z.enum(coverageStates), reason: z.string() }),
    controls: z.array(z.object({ id: z.string(), reference: z.string(), title: z.string() })),
    judgement: z.enum(gapJudgements).nullable().describe('null: nobody has judged yet'),
    note: z.string(),
    revision: z.number().int().describe('counts judgements; 0 where nobody has judged yet'),
    carriedFrom: z
      .number()
      .int()
      .nullable()
      .describe('the number of the gap assessment that judged, where nobody has judged anew'),
    judgedBy: z.string().nullable(),
    judgedAt: z.iso.datetime().nullable(),
    finding: z
      .object({
        id: z.uuid(),
        reference: z.string(),
        status: z.enum(findingStatuses),
        severity: z.enum(findingSeverities),
        owner: z.string().nullable(),
        dueAt: z.iso.datetime(),
        overdue: z.boolean(),
      })
      .nullable()
      .describe('what is planned about it'),
  })
  .meta({ id: 'GapLine' })

export const gapAssessment = z
  .object({
    ...gapAssessmentSummary.shape,
    lines: z.array(gapLine),
    counts: counts.describe('of all requirements'),
    areas: z
      .array(z.object({ id: z.string().nullable(), title: z.string(), counts }))
      .describe('headings in the order of the framework, each with the gaps below it'),
  })
  .meta({ id: 'GapAssessment' })

export const openGapAssessmentRequest = z
  .strictObject({ framework: z.string().max(40) })
  .meta({ id: 'OpenGapAssessmentRequest' })

export const judgeRequirementRequest = z
  .strictObject({
    judgement: z.enum(gapJudgements),
    note: z.string().trim().min(1).max(2000).describe('what was seen'),
  })
  .meta({ id: 'JudgeRequirementRequest' })

/** More would be a plan that nobody reads. */
const mostPlanned = 200

export const planFindingsRequest = z
  .strictObject({
    requirementIds: z.array(z.string().max(120)).min(1).max(mostPlanned),
    severity: z.enum(findingSeverities).default('major'),
    ownerId: z
      .uuid()
      .nullable()
      .optional()
      .describe('of a member; absent: who owns the control in the newest statement, or nobody'),
    dueAt: z.iso.datetime({ offset: true }).optional().describe('by the severity where absent'),
    note: storedText.max(1000).nullable().default(null).describe('what has to be done'),
  })
  .meta({ id: 'PlanFindingsRequest' })

export const gapItemParams = z.object({ id: z.uuid(), requirementId: z.string().max(120) })

export const gapCsv = z.string().meta({ id: 'GapAssessmentCsv' })
