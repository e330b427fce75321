import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'
import { promotionApprovals } from '../aliases/schemas.ts'
import {
  baseline,
  declaredFeatures,
  groupAttributes,
  segmentMetrics,
  storedLine,
  storedText,
  threshold,
  thresholds,
} from '../baselines/schemas.ts'
import { deployment } from '../deployments/schemas.ts'
import { signedValidation } from '../validation/schemas.ts'

const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/

const statedMetric = z.strictObject({
  name: storedLine,
  value: z.number(),
  lower: z.number().nullable().default(null),
  upper: z.number().nullable().default(null),
  n: z.number().int().min(0).nullable().default(null),
  source: storedLine.nullable().default(null).describe('a paper, a report, a vendor sheet'),
})

/** What defines a version, and so goes into its digest. */
const definition = {
  artifactSha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'the SHA-256 of the artifact as 64 hex digits')
    .toLowerCase(),
  codeReference: storedLine.nullable().default(null).describe('such as a commit'),
  dataReference: storedLine.nullable().default(null).describe('such as a data snapshot'),
  threshold: threshold.describe('a prediction is flagged where score >= threshold'),
  extraThresholds: thresholds.default([]),
  inputSchema: declaredFeatures,
  groupAttributes,
  baselineId: z.uuid().nullable(),
  intendedUse: storedText,
}

export const registerVersionRequest = z
  .strictObject({
    label: z.string().max(100).regex(semver, 'a semantic version such as 1.2.0'),
    ...definition,
    artifactUri: storedLine.nullable().default(null).describe('where the artifact lies'),
    statedMetrics: z.array(statedMetric).max(50).default([]).describe('stated, not computed here'),
    changeSummary: storedText.nullable().default(null),
  })
  .meta({ id: 'RegisterVersionRequest' })

export const version = z
  .object({
    id: z.uuid(),
    aiSystemId: z.uuid(),
    label: z.string(),
    digest: z.string().describe('SHA-256 over all that defines the version'),
    artifactSha256: z.string(),
    artifactUri: z.string().nullable(),
    codeReference: z.string().nullable(),
    dataReference: z.string().nullable(),
    threshold: z.number(),
    extraThresholds: z.array(z.number()),
    inputSchema: baseline.shape.features,
    groupAttributes: z.array(z.string()),
    baselineId: z.uuid().nullable(),
    statedMetrics: z.array(
      z.object({
        name: z.string(),
        value: z.number(),
        lower: z.number().nullable(),
        upper: z.number().nullable(),
        n: z.number().nullable(),
        source: z.string().nullable(),
      }),
    ),
    intendedUse: z.string(),
    changeSummary: z.string().nullable(),
    aliases: z.array(z.string()).describe('the aliases that point to it now'),
    createdBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    createdAt: z.iso.datetime(),
    withdrawnAt: z.iso.datetime().nullable(),
    withdrawnReason: z.string().nullable(),
  })
  .meta({ id: 'Version' })

export const versionPage = pageOf(version, 'VersionPage')
export const versionQuery = z.object(pagingQuery)

export const versionDetail = version
  .extend({
    metrics: z
      .array(segmentMetrics)
      .nullable()
      .describe('computed from the baseline; null without one'),
    approvals: promotionApprovals,
    deployments: z.array(deployment).describe('where it has run, newest first, at most 200'),
    validation: signedValidation.nullable().describe('the newest signed validation run'),
  })
  .meta({ id: 'VersionDetail' })

export const withdrawVersionRequest = z
  .strictObject({ reason: storedText })
  .meta({ id: 'WithdrawVersionRequest' })
