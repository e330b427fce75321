import { criterionStates } from '@primum/core/validation/judge-criteria'
import {
  acceptanceCriterion,
  requiredPrecision,
  validationAggregations,
  validationProtocolContent,
} from '@primum/core/validation/protocol'
import { validationMetricNames } from '@primum/core/validation/validation-metric'
import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { signOff, signRequest } from '../sign-offs/schemas.ts'
import { evaluationReport } from './report-schema.ts'

const actor = z.object({ kind: z.string(), id: z.string(), name: z.string() })
const columnName = z.string().min(1).max(200)
const verdict = z.enum(criterionStates)

export const sampleSizeRequest = requiredPrecision

export const sampleSizeAnswer = z
  .object({
    n: z.number().int(),
    events: z.number().int().describe('people with the outcome among the n'),
    nonEvents: z.number().int(),
    decidedBy: z.string(),
    targets: z.array(
      z.object({ target: z.string(), n: z.number().int(), events: z.number().int() }),
    ),
  })
  .meta({ id: 'SampleSize' })

export const writeProtocolRequest = validationProtocolContent

export const editProtocolRequest = validationProtocolContent

const metric = z.enum(validationMetricNames)
const criterion = z.object(acceptanceCriterion.shape).extend({
  threshold: z.number().nullable(),
  segment: z.object({ attribute: z.string(), value: z.string() }).nullable(),
})

const precision = z.looseObject({ prevalence: z.number(), level: z.number() })

export const validationProtocol = z
  .object({
    id: z.uuid(),
    aiSystemId: z.uuid(),
    state: z.enum(['draft', 'locked']),
    revision: z.number().int(),
    title: z.string(),
    intendedPopulation: z.string(),
    primaryMetric: z.object({ metric, threshold: z.number().nullable() }),
    acceptanceCriteria: z.array(criterion.meta({ id: 'StatedCriterion' })),
    subgroups: z.array(z.string()),
    thresholds: z.array(z.number()),
    unit: z.object({ aggregation: z.enum(validationAggregations) }),
    requiredPrecision: precision.nullable(),
    sampleSize: sampleSizeAnswer.nullable().describe('computed from the required precision'),
    digest: z.string().nullable().describe('SHA-256 of what was locked; null for a draft'),
    createdBy: actor,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    lockedBy: actor.nullable(),
    lockedAt: z.iso.datetime().nullable(),
    signOffs: z.array(signOff),
  })
  .meta({ id: 'ValidationProtocol' })

export const validationProtocolPage = pageOf(validationProtocol, 'ValidationProtocolPage')
export const validationQuery = z.object(pagingQuery)

export const lockProtocolRequest = signRequest
export const signRunRequest = signRequest

const columnRole = z.enum([
  'score',
  'label',
  'time',
  'eventTime',
  'encounter',
  'patient',
  'groups',
  'features',
])

const datasetColumn = z
  .object({
    name: z.string(),
    type: z.string().describe('as the file says'),
    kind: z.enum(['number', 'boolean', 'time', 'text', 'other']),
    missingShare: z.number().nullable().describe('null without rows'),
    distinct: z.number().int().describe('different values among the described rows'),
    minimum: z.number().nullable().describe('of numbers that identify nobody'),
    maximum: z.number().nullable(),
    identifier: z.string().nullable().describe('what it looks like where it could identify people'),
  })
  .meta({ id: 'DatasetColumn' })

export const datasetUpload = z
  .object({
    id: z.uuid(),
    protocolId: z.uuid(),
    aiSystemId: z.uuid(),
    fileName: z.string(),
    size: z.number().int().describe('bytes'),
    sha256: z.string(),
    format: z.enum(['parquet', 'csv', 'ndjson']),
    state: z.enum(['ready', 'removed']),
    describedRows: z.number().int().describe('the first rows, on which the columns are described'),
    columns: z.array(datasetColumn),
    suggestedRoles: z.array(z.object({ role: columnRole, column: z.string(), reason: z.string() })),
    createdBy: actor,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable().describe('when it is removed at the latest'),
    removedAt: z.iso.datetime().nullable(),
    removedReason: z.string().nullable(),
  })
  .meta({ id: 'DatasetUpload' })

export const datasetUploadPage = pageOf(datasetUpload, 'DatasetUploadPage')
export const uploadsQuery = z.object({
  ...pagingQuery,
  state: datasetUpload.shape.state.optional(),
})

export const uploadQuery = z.object({
  fileName: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .describe('or in the header x-file-name, URL-encoded'),
})

const roles = {
  score: columnName,
  label: columnName,
  time: columnName.optional().describe('when the prediction was made'),
  eventTime: columnName.optional().describe('when the outcome happened'),
  encounter: columnName.optional(),
  patient: columnName.optional(),
}

export const columnRoles = z
  .strictObject({
    ...roles,
    groups: z.array(columnName).max(12).default([]),
    features: z.array(columnName).max(200).default([]),
  })
  .meta({ id: 'ColumnRoles' })

export const startRunRequest = z
  .strictObject({
    uploadId: z.uuid(),
    roles: columnRoles,
    versionId: z.uuid().optional().describe('absent: the candidate'),
    baselineUploadId: z.uuid().optional().describe('an upload that drift is measured against'),
  })
  .meta({ id: 'StartValidationRunRequest' })

export const startSilentRunRequest = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date().describe('both days included; only days whose outcomes are due are taken'),
    versionId: z.uuid().optional().describe('absent: the candidate'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'lies before from' })
  .meta({ id: 'StartSilentRunRequest' })

const problem = z.object({
  code: z.string(),
  column: z.string().nullable(),
  row: z.number().int().nullable().describe('from 1, header aside'),
  message: z.string(),
  remedy: z.string(),
})

const judgedCriterion = criterion
  .extend({
    state: verdict,
    observed: z.number().nullable(),
    reason: z.string().nullable(),
    sentence: z.string(),
  })
  .meta({ id: 'JudgedCriterion' })

const headlineMetric = z
  .object({
    metric: z.string(),
    threshold: z.number().nullable(),
    value: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    n: z.number(),
    state: z.string(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'HeadlineMetric' })

export const validationRun = z
  .object({
    id: z.uuid(),
    aiSystemId: z.uuid(),
    protocol: z.object({ id: z.uuid(), title: z.string(), digest: z.string() }),
    version: z.object({ id: z.uuid(), label: z.string() }),
    kind: z.enum(['file', 'silent']),
    upload: z.object({ id: z.uuid(), fileName: z.string(), sha256: z.string() }).nullable(),
    baselineUpload: z.object({ id: z.uuid(), fileName: z.string(), sha256: z.string() }).nullable(),
    silent: z.object({ from: z.string(), to: z.string() }).nullable(),
    roles: z.object({ ...roles, groups: z.array(z.string()), features: z.array(z.string()) }),
    thresholds: z.array(z.number()),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    progress: z.object({ step: z.string(), share: z.number() }),
    problems: z.array(problem).describe('why a run failed; nothing of it is shown then'),
    verdict: verdict.nullable(),
    criteria: z.array(judgedCriterion).describe('empty until done'),
    headline: z.array(headlineMetric).describe('empty until done'),
    sampleSize: z
      .object({
        required: z.number().int().nullable(),
        requiredEvents: z.number().int().nullable(),
        n: z.number().int().nullable().describe('with an outcome; null where hidden'),
        events: z.number().int().nullable(),
        reached: z.boolean().nullable().describe('null where none was required'),
      })
      .nullable(),
    digest: z.string().nullable().describe('SHA-256 of what is signed'),
    createdBy: actor,
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    signedAt: z.iso.datetime().nullable(),
    signOffs: z.array(signOff),
  })
  .meta({ id: 'ValidationRun' })

export const validationRunPage = pageOf(validationRun, 'ValidationRunPage')

export const validationReport = z
  .object({
    run: validationRun,
    report: evaluationReport,
  })
  .meta({ id: 'ValidationReport' })

/** The measured part of a model card. */
export const signedValidation = z
  .object({
    runId: z.uuid(),
    protocol: z.object({ id: z.uuid(), title: z.string() }),
    kind: z.enum(['file', 'silent']),
    intendedPopulation: z.string(),
    verdict,
    metrics: z.array(headlineMetric),
    n: z.number().int().nullable(),
    events: z.number().int().nullable(),
    signedBy: z.string(),
    signedAt: z.iso.datetime(),
    digest: z.string(),
  })
  .meta({ id: 'SignedValidation' })

export const reportCsv = z
  .string()
  .describe('metric, segment, threshold, value, lower, upper, n, state')

export const uploadName = z.object({
  fileName: z
    .string({ error: 'Name the file in x-file-name (URL-encoded) or in ?fileName=.' })
    .trim()
    .min(1)
    .max(300)
    // A path is somebody's folder; only the name says anything.
    .transform((name) => name.replaceAll('\\', '/').split('/').at(-1) ?? name),
})

export const uploadBody = z.string().meta({ format: 'binary' })
